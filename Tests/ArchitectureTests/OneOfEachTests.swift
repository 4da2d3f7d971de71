import Testing

/// What there is one of: what reads a language, and where something is read that everything else gets as a value.
@Suite struct OneOfEachTests {
  // MARK: Lexers

  /// Words of a language that only what reads it has a use for.
  private static func readers(of words: Set<String>, in sources: Sources) -> [String] {
    sources.files.filter { !words.isDisjoint(with: $0.strings) }.map(\.path)
  }

  /// The types of a folder that go through bytes.
  private static func lexers(in folder: String, of sources: Sources) -> [String] {
    sources.files.filter { $0.path.hasPrefix(folder + "/") }.flatMap { file in
      file.storage.filter { $0.stored["bytes"] != nil && $0.stored["index"] != nil }.map(\.name)
    }
  }

  @Test(
    "one lexer of each language",
    arguments: [
      // Arithmetic is a language of its own: bash reads it in the values of variables.
      ("Editing/Shell", ["esac", "elif", "fi"], ["ShellArithmetic", "ShellParser"]),
      ("Editing/GoTemplate", ["range", "define"], ["TemplateLexer"]),
    ])
  func lexers(folder: String, words: [String], lexers: [String]) {
    #expect(Self.lexers(in: folder, of: .checkout).sorted() == lexers)
    let readers = Self.readers(of: Set(words), in: .checkout)
    #expect(!readers.isEmpty)
    #expect(readers.filter { !$0.hasPrefix(folder + "/") } == [])
  }

  @Test("another lexer would be found")
  func anotherLexer() {
    let sources = Sources([
      (
        "Editing/Shell/Other.swift",
        "struct Other {\n  private let bytes: [UInt8]\n  var index = 0\n  let isEnd = word == \"esac\"\n}"
      )
    ])
    #expect(Self.lexers(in: "Editing/Shell", of: sources) == ["Other"])
    #expect(Self.readers(of: ["esac"], in: sources) == ["Editing/Shell/Other.swift"])
  }

  // MARK: Call sites

  /// Where a member of a type, or of any value, is called.
  private static func calls(of member: String, on type: String?, in sources: Sources) -> [String] {
    sources.files.flatMap { file in
      file.words.indices.filter { index in
        let word = file.words[index]
        return word.text == member && word.isMember && word.isCalled
          && (type == nil || index > 0 && file.words[index - 1].text == type)
      }.map { _ in file.path }
    }
  }

  @Test(
    "one place each, in the context",
    arguments: [
      ("generate", nil, "Generator"), ("read", "PatchSet", "PatchSetFolder"),
      ("open", "Upstream", "Sources"),
    ])
  func callSites(member: String, type: String?, file: String) {
    #expect(
      Self.calls(of: member, on: type, in: .checkout) == ["UpgradeKit/Context/\(file).swift"])
  }

  @Test("another call would be found")
  func anotherCall() {
    let sources = Sources([
      ("Kit/A.swift", "let a = patchSet\n  .generate(release)\nfunc generate() {}"),
      ("Kit/B.swift", "// set.generate(release)\nlet b = try PatchSet.read(files)"),
    ])
    #expect(Self.calls(of: "generate", on: nil, in: sources) == ["Kit/A.swift"])
    #expect(Self.calls(of: "read", on: "PatchSet", in: sources) == ["Kit/B.swift"])
  }
}
