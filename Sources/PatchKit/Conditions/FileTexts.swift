import GitKit

/// `contains`.
struct FileContains: Condition {
  static let kind = Kind<any Condition>(
    "contains", summary: "A file is there and contains a text.",
    example:
      "- {file: jicofo/rootfs/defaults/jicofo.conf, contains: ENABLE_SHARED_DOCUMENT_RANDOM_NAME}",
    Key("file", .path, "The file."),
    Key(
      "contains", .multilineText.nonEmpty,
      "The text, to the letter; `@release@` stands for the release."),
    make: Self.init)

  let path: TreePath
  let text: String

  var statement: String { "\(path) contains `\(text.firstLine)`" }

  var file: TreePath? { path }

  func at(_ release: ReleaseName) -> any Condition {
    Self(path: path, text: release.expand(text))
  }

  func holds(in upstream: FileTree) -> Bool {
    upstream[path]?.contains(text) ?? false
  }
}

/// `lacks`.
struct FileLacks: Condition {
  static let kind = Kind<any Condition>(
    "lacks", summary: "A text does not stand in a file; nor does it when there is no such file.",
    example: "- {file: jibri/Dockerfile, lacks: USER s6}",
    Key("file", .path, "The file."),
    Key(
      "lacks", .multilineText.nonEmpty,
      "The text, to the letter; `@release@` stands for the release."),
    make: Self.init)

  let path: TreePath
  let text: String

  var statement: String { "\(path) does not contain `\(text.firstLine)`" }

  var file: TreePath? { path }

  func at(_ release: ReleaseName) -> any Condition {
    Self(path: path, text: release.expand(text))
  }

  func holds(in upstream: FileTree) -> Bool {
    upstream[path].map { !$0.contains(text) } ?? true
  }
}

/// `matches`.
struct FileMatches: Condition {
  static let kind = Kind<any Condition>(
    "matches", summary: "A file is there and a regular expression matches in it.",
    example: "- {file: jibri/Dockerfile, matches: 'COPY rootfs/ /'}",
    Key("file", .path, "The file."),
    Key("matches", .pattern, "The regular expression; `@release@` stands for the release."),
    make: Self.init)

  let path: TreePath
  let pattern: Pattern

  var statement: String { "\(path) has a match of `\(pattern)`" }

  var file: TreePath? { path }

  func at(_ release: ReleaseName) -> any Condition {
    let text = release.expand(pattern.text)
    // A name of letters, digits and dashes in the place of one of letters makes nothing else of a pattern, unless it
    // is too long with it: then no file has that text.
    guard text != pattern.text else { return self }
    do throws(PatternError) {
      return Self(path: path, pattern: try Pattern(text))
    } catch {
      return self
    }
  }

  func holds(in upstream: FileTree) -> Bool {
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
