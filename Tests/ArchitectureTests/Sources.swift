import Foundation

/// The sources of the targets, as the tests of the architecture see them.
struct Sources {
  /// A source file.
  struct File {
    /// The path below `Sources`: `UpgradeKit/Merge/FileMerge.swift`.
    let path: String
    let words: [SwiftWords.Word]
    let strings: [String]
    /// The types that it declares, with what they store.
    let storage: [Storage]

    var target: Substring { path.prefix { $0 != "/" } }

    /// The folder in the target that the file is in, or the one above it at a depth; `nil` for one beside the folders.
    func folder(depth: Int) -> String? {
      let parts = path.split(separator: "/").dropFirst().dropLast()
      return parts.isEmpty ? nil : parts.prefix(depth).joined(separator: "/")
    }

    /// The modules that it imports.
    var imports: [String] {
      zip(words, words.dropFirst()).filter { $0.0.text == "import" && $0.0.depth == 0 }.map(
        \.1.text)
    }

    /// The types that it declares, with whether they stand in another one and whether other files can see them.
    var types: [(name: String, isTop: Bool, isShared: Bool)] {
      words.indices.dropLast().compactMap { index in
        let (keyword, name) = (words[index], words[index + 1])
        guard Self.keywords.contains(keyword.text), !keyword.isMember,
          name.text.first?.isUppercase == true
        else { return nil }
        let before = index > 0 ? words[index - 1].text : ""
        return (name.text, keyword.depth == 0, before != "private" && before != "fileprivate")
      }
    }

    private static let keywords: Set<String> = [
      "struct", "class", "enum", "protocol", "actor", "typealias",
    ]
  }

  let files: [File]

  /// The sources of the checkout that the tests are built from.
  static let checkout = Sources(
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  /// Folders lie no deeper than this.
  static let depths = 1...4

  private init(_ root: URL) {
    let folder = root.appending(path: "Sources").resolvingSymlinksInPath()
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    self.init(
      (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { path in
        (path, (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? "")
      })
  }

  /// Takes files with their paths below `Sources`.
  init(_ files: [(path: String, text: String)]) {
    self.files = files.map { path, text in
      let swift = SwiftWords(text)
      return File(
        path: path, words: swift.words, strings: swift.strings, storage: Storage.read(text))
    }
  }

  var targets: [String] { Set(files.map { String($0.target) }).sorted() }
}
