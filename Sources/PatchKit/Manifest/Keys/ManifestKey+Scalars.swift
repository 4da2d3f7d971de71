package import GitKit

extension ManifestKey where Value == String {
  /// A key whose value is one line of text; may be empty.
  package static func text(_ name: String, _ summary: String) -> Self {
    text(name, .text, summary)
  }

  /// A key whose value is text of any number of lines.
  package static func multilineText(_ name: String, _ summary: String) -> Self {
    text(name, .multilineText, summary)
  }

  /// A key whose value is one of a few words.
  package static func choice(_ name: String, _ words: [String], _ summary: String) -> Self {
    text(name, .choice(words), summary)
  }

  /// A key whose value is small letters, digits and `-`.
  package static func identifier(_ name: String, _ summary: String) -> Self {
    text(name, .identifier, summary)
  }

  /// A key whose value is a URL.
  package static func url(_ name: String, _ summary: String) -> Self {
    text(name, .url, summary)
  }

  /// A key whose value names an upstream release.
  package static func release(_ name: String, _ summary: String) -> Self {
    text(name, .release, summary)
  }

  private static func text(_ name: String, _ type: ManifestType, _ summary: String) -> Self {
    ManifestKey(name, type, summary) { $0.text }
  }
}

extension ManifestKey where Value == Bool {
  /// A key whose value is `true` or `false`, with what holds when it is not there.
  package static func boolean(_ name: String, default value: Bool, _ summary: String) -> Self {
    ManifestKey(name, .boolean, summary) { $0.boolean }
      .defaulting(to: value, written: String(value))
  }
}

extension ManifestKey where Value == Int {
  /// A key whose value is a whole number in a range.
  package static func integer(
    _ name: String, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    ManifestKey(name, .integer(range), summary) { $0.integer }
  }
}

extension ManifestKey where Value == TreePath {
  /// A key whose value is a path in the upstream or generated tree.
  package static func path(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .path, summary) { $0.path }
  }
}

extension ManifestKey where Value == PatchFile {
  /// A key whose value is the path of a file in the patch's own folder.
  package static func patchFile(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .patchFile, summary) { $0.patchFile }
  }
}

extension ManifestKey where Value == PatchFolder {
  /// A key whose value is the path of a folder in the patch's own folder.
  package static func patchFolder(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .patchFolder, summary) { $0.patchFolder }
  }
}

extension ManifestKey where Value == Glob {
  /// A key whose value is a glob.
  package static func glob(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .glob, summary) { $0.glob }
  }
}

extension ManifestKey where Value == Pattern {
  /// A key whose value is a regular expression.
  package static func pattern(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .pattern, summary) { $0.pattern }
  }
}

extension ManifestKey where Value == ObjectID {
  /// A key whose value is the id of a git object.
  static func objectID(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .objectID, summary) { $0.text.flatMap { ObjectID(hex: $0) } }
  }
}

extension ManifestKey where Value == FileMode {
  /// A key whose value is `"0644"` or `"0755"`.
  package static func mode(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .mode, summary) { $0.mode }
  }
}

extension ManifestKey where Value == Expectation {
  /// A key whose value says how many places are to be found.
  static func expectation(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .expectation, summary) { $0.expectation }
  }
}
