/// A mount of a service.
package struct ComposeMount: Sendable, Hashable {
  /// What is mounted, as written: a path, or a volume's name; `nil` for an anonymous volume.
  package let source: String?
  /// The path in the container, as written.
  package let target: String
  /// The options of the short form (`ro`, `Z` …); for the long form those that mean the same.
  package let options: [String]
  /// The type of the long form; `nil` for the short one.
  package let type: String?
  /// The bytes of the item.
  package let span: Range<Int>

  /// Whether the container path is a path; a slash at the end does not count.
  func isAt(_ path: String) -> Bool {
    Self.trimmed(target) == Self.trimmed(path)
  }

  /// Whether it cannot be written to.
  package var isReadOnly: Bool { options.contains("ro") }

  /// A container path without a slash at its end.
  static func trimmed(_ path: String) -> Substring {
    path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
  }
}

extension ComposeMount {
  /// Reads the short form, `[source:]target[:options]`; colons inside of `${…}` separate nothing.
  ///
  /// - Returns: `nil` when it is not that.
  init?(short text: String, span: Range<Int>) {
    guard let fields = Interpolation.fields(of: text, between: ASCII.colon), fields.count <= 3,
      !fields.contains("")
    else { return nil }
    self.init(
      source: fields.count > 1 ? fields[0] : nil, target: fields.count > 1 ? fields[1] : fields[0],
      options: fields.count > 2 ? fields[2].split(separator: ",").map(String.init) : [], type: nil,
      span: span)
  }

  /// The short form.
  static func short(source: String?, target: String, options: [String]) -> String {
    let path = source.map { "\($0):\(target)" } ?? target
    return options.isEmpty ? path : "\(path):\(options.joined(separator: ","))"
  }
}
