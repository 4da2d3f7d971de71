package import GitKit

/// One commit of the demo's history.
package struct DemoCommit: Sendable, Hashable {
  /// The message's one line, as upstream writes them: `feat(jibri): …`.
  package let subject: String
  /// Who wrote it.
  package let author: Person
  /// When, in seconds since 1970, UTC.
  package let time: Int64
  /// The tag that is put on it.
  package let tag: Tag?
  /// The files that it writes or removes, sorted.
  package let changed: [TreePath]
  /// All files after it.
  package let files: FileTree

  /// A name and an address.
  package struct Person: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The e-mail address.
    package let email: String
  }

  /// A release tag; upstream has both kinds.
  package struct Tag: Sendable, Hashable {
    /// The name, for example `stable-10184`.
    package let name: String
    /// Whether it is an object of its own.
    package let isAnnotated: Bool
  }
}

extension DemoCommit {
  /// Makes a commit of an archive and the commit before it.
  init(archive text: String, after parent: DemoCommit?) throws(DemoArchiveError) {
    let archive = DemoArchive(text)
    subject = try archive.field("subject")
    author = try Person(archive)
    time = try archive.time("date")
    tag = archive.fields["tag"].map {
      Tag(name: $0, isAnnotated: archive.fields["annotated"] == "yes")
    }

    var files = parent?.files ?? FileTree()
    var changed: [TreePath] = []
    for entry in archive.entries {
      let path = try entry.treePath()
      files[path] = try entry.applied(to: files[path])
      changed.append(path)
    }
    self.changed = changed.sorted()
    self.files = files
  }
}

extension DemoCommit.Person {
  /// Reads `Name <address>`.
  fileprivate init(_ archive: DemoArchive) throws(DemoArchiveError) {
    let text = try archive.field("author")
    guard let bracket = text.firstIndex(of: "<"), text.last == ">", bracket != text.startIndex
    else {
      throw DemoArchiveError("`author` must be `Name <address>`")
    }
    name = String(text[..<bracket].dropLast())
    email = String(text[text.index(after: bracket)...].dropLast())
  }
}
