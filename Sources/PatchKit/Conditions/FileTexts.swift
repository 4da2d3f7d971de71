package import GitKit

/// `contains`.
package struct FileContains: Condition {
  private static let fileKey = ManifestKey.path("file", "The file.")
  private static let text = ManifestKey.multilineText("contains", "The text, to the letter.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "contains", summary: "A file is there and contains a text.",
    fields: [fileKey.field, text.field],
    example:
      "- {file: jicofo/rootfs/defaults/jicofo.conf, contains: ENABLE_SHARED_DOCUMENT_RANDOM_NAME}")

  private let path: TreePath
  private let text: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.fileKey]
    text = try values[Self.text]
    guard !text.isEmpty else {
      throw ManifestError(invalid: "`contains` must not be empty", at: values.place(of: Self.text))
    }
  }

  /// What is said, for people.
  package var statement: String { "\(path) contains `\(text.firstLine)`" }

  /// The file.
  package var file: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool {
    upstream[path]?.contains(text) ?? false
  }
}

/// `lacks`.
package struct FileLacks: Condition {
  private static let fileKey = ManifestKey.path("file", "The file.")
  private static let text = ManifestKey.multilineText("lacks", "The text, to the letter.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "lacks", summary: "A text does not stand in a file; nor does it when there is no such file.",
    fields: [fileKey.field, text.field],
    example: "- {file: jibri/Dockerfile, lacks: USER s6}")

  private let path: TreePath
  private let text: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.fileKey]
    text = try values[Self.text]
    guard !text.isEmpty else {
      throw ManifestError(invalid: "`lacks` must not be empty", at: values.place(of: Self.text))
    }
  }

  /// What is said, for people.
  package var statement: String { "\(path) does not contain `\(text.firstLine)`" }

  /// The file.
  package var file: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool {
    upstream[path].map { !$0.contains(text) } ?? true
  }
}

/// `matches`.
package struct FileMatches: Condition {
  private static let fileKey = ManifestKey.path("file", "The file.")
  private static let pattern = ManifestKey.pattern("matches", "The regular expression.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "matches", summary: "A file is there and a regular expression matches in it.",
    fields: [fileKey.field, pattern.field],
    example: "- {file: jibri/Dockerfile, matches: 'COPY rootfs/ /'}")

  private let path: TreePath
  private let pattern: Pattern

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.fileKey]
    pattern = try values[Self.pattern]
  }

  /// What is said, for people.
  package var statement: String { "\(path) has a match of `\(pattern)`" }

  /// The file.
  package var file: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool {
    guard let file = upstream[path], file.mode.isFile else { return false }
    return pattern.firstMatch(in: file.content) != nil
  }
}

extension FileTree.File {
  /// Whether the file's bytes contain those of a text; an empty text is in every file.
  func contains(_ text: String) -> Bool {
    guard mode.isFile else { return false }
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    // By the first byte: the standard library's search for a part of a collection was a tenth of a whole run.
    var rest = content[...]
    while let index = rest.firstIndex(of: first) {
      rest = content[index...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

extension String {
  /// The first line, for a sentence.
  var firstLine: Substring { prefix { !$0.isNewline } }
}
