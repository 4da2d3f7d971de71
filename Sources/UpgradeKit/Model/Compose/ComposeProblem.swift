package import GitKit

/// Why Compose would not run a project, or why it can't be known what it would run.
package struct ComposeProblem: Error, Sendable, Hashable {
  /// What kind of obstacle it is.
  package enum Kind: Sendable, Hashable {
    /// Compose refuses the files.
    case refused
    /// There is no compose file that Compose finds by itself.
    case absent
    /// A file that Compose reads lies outside of the deployment, or is larger than what is read.
    case unknown
  }

  /// What kind of obstacle it is.
  package let kind: Kind
  /// One sentence without the place; no value of a variable stands in it.
  package let message: String
  /// The file, from the deployment's folder.
  package let file: TreePath?
  /// The byte in the file.
  package let offset: Int?

  init(_ kind: Kind = .refused, _ message: String, file: TreePath? = nil, offset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.file = file
    self.offset = offset
  }

  init(_ message: String, at tree: ComposeTree) {
    self.init(.refused, message, file: tree.origin.file, offset: tree.origin.offset)
  }

  /// The problem without what its sentence quotes of variables' values: a name or path that came from one.
  func hiding(_ variables: ComposeEnvironment) -> ComposeProblem {
    let values = Set(variables.values.values).subtracting([""])
    func holdsValue(_ text: Substring) -> Bool {
      values.contains(String(text))
        || values.contains { $0.utf8.count >= Self.tellingLength && text.contains($0) }
    }
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    let shown = parts.enumerated().map { index, part -> String in
      if index % 2 == 1 { return holdsValue(part) ? "…" : String(part) }
      return part.split(separator: " ", omittingEmptySubsequences: false).map { word in
        word.contains { "/.".contains($0) } && holdsValue(word) ? "…" : String(word)
      }.joined(separator: " ")
    }
    return ComposeProblem(
      kind, shown.joined(separator: "`"), file: file, offset: offset)
  }

  /// A value that is shorter is in many words by chance.
  private static let tellingLength = 4
}
