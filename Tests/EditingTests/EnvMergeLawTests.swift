import Editing
import TestSupport
import Testing

/// Env files merged variable by variable, whatever stands around the variables.
@Suite struct EnvMergeLawTests {
  private static let lines = [
    "A=1", "A=2", "#A=1", "#A=3", "B=1", "#B=2", "export B=1", "C=", "# A", "# heading", "#", "",
    "# A=1 is what it was", "C='x", "y'", " B=3",
  ]

  /// A few lines, and another file made of them.
  private static func texts(_ seed: UInt64) -> [SourceText] {
    var random = SeededGenerator(seed: seed)
    func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    let base = (0..<next(7)).map { _ in lines[next(lines.count)] }
    return (0..<3).map { side in
      var own = base
      for _ in 0..<(side == 0 ? 0 : next(4)) {
        let index = next(own.count + 1)
        switch next(3) {
        case 0 where index < own.count: own.remove(at: index)
        case 1 where index < own.count: own[index] = lines[next(lines.count)]
        default: own.insert(lines[next(lines.count)], at: index)
        }
      }
      return SourceText(own.map { $0 + "\n" }.joined())
    }
  }

  /// At the start of a file it is no part of a line, so that the line would become a variable.
  @Test("A byte-order mark inside a file does not come to its start")
  func byteOrderMarks() {
    let ours = SourceText("A=1\n\u{FEFF} B=1\n")
    #expect(throws: EditingError.self) {
      try EnvFile.merge(base: ours, ours: ours, theirs: SourceText("C=1\n"))
    }
  }

  @Test("A byte-order mark does not come into a file")
  func newByteOrderMarks() {
    let ours = SourceText("A=1\n")
    #expect(throws: EditingError.self) {
      try EnvFile.merge(base: ours, ours: ours, theirs: SourceText("\u{FEFF}=x\n#\nD=4\n"))
    }
  }

  @Test("Bytes that are no UTF-8 are not replaced")
  func otherEncodings() throws {
    let (base, added) = (
      SourceText("A=1\n"), SourceText(Array("A=1\n# caf".utf8) + [0xE9, 0x0A, 0x42, 0x3D])
    )
    #expect(throws: EditingError.self) {
      try EnvFile.merge(base: base, ours: base, theirs: added)
    }
    let kept = try EnvFile.merge(base: base, ours: added, theirs: SourceText("A=2\n"))
    #expect(kept.bytes == Array("A=2\n".utf8) + added.bytes.dropFirst(4))
  }

  /// What is written between two of one name would be another one of it: such a merge is left to lines.
  @Test(.tags(.random)) func namesMayStandManyTimes() throws {
    var merged = 0
    for seed in Seeds.plain(4_000) {
      var random = SeededGenerator(seed: seed)
      func text(_ count: Int) -> SourceText {
        let lines = (0..<Int.random(in: 0...count, using: &random)).map { _ in
          Self.repeated[Int.random(in: Self.repeated.indices, using: &random)]
        }
        return SourceText(lines.map { $0 + "\n" }.joined())
      }
      let (base, theirs) = (text(8), text(12))
      for ours in [base, SourceText(Array("OWN=1\n".utf8) + base.bytes)] {
        guard let result = try? EnvFile.merge(base: base, ours: ours, theirs: theirs) else {
          continue
        }
        merged += 1
        #expect(result.conflicts.isEmpty, "seed \(seed)")
        let wanted = SourceText(ours.bytes.dropLast(base.bytes.count) + theirs.bytes)
        #expect(
          try EnvFile.differences(from: wanted, to: SourceText(result.bytes)).isEmpty,
          "seed \(seed)\n\(base.string)---\n\(theirs.string)---\n\(SourceText(result.bytes).string)"
        )
      }
    }
    #expect(merged > 1_000)
  }

  private static let repeated = ["A=1", "A=2", "A=", "#A=1", "B=1", "B=2", "#B=", "#", ""]

  /// What a fuzzer found: the text that is theirs says less when it is merged.
  @Test func theirsIsTakenWhole() throws {
    let base = SourceText(
      """
      # about A
      A=1
      B=2
      #1C=3

      #
      # Part# Part
      bout\u{20}
      B=2
      #C=3
      C=5
      X=oA=1
      A=2 A=1
      A=1
      exp=Rp 2

      """)
    let theirs = SourceText(
      """
      d A
      A=own
      B=2
      #C="
      C=5
      X=own
      wn
      B=2
      #C8"
      C=5
      X=own
      A=
      2
      #C="
      C=5
      X=own
      won
      B=2
      #C8"
      C=5
      X=own
      A=
      oxrB\\nrwn

      #
      #\u{20}
      P A

      """)
    guard let result = try? EnvFile.merge(base: base, ours: base, theirs: theirs) else { return }
    #expect(try EnvFile.differences(from: theirs, to: SourceText(result.bytes)).isEmpty)
  }

  /// Upstream calls two variables otherwise, and splits a third.
  @Test(.tags(.random)) func renamesAreOneChange() throws {
    let renames = ["A": ["X"], "B": ["Y"], "C": ["C_ONE", "C_TWO"]]
    let names = ["A", "B", "C"]
    var followed = 0
    for seed in Seeds.plain(3_000) {
      var random = SeededGenerator(seed: seed)
      func pick(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
      func line(_ name: String) -> String { ["", "#"][pick(2)] + name + "=\(pick(2))" }
      let base = names.map(line)
      func edited() -> [String] {
        zip(names, base).compactMap { name, old in
          switch pick(4) {
          case 0: nil
          case 1: line(name)
          default: old
          }
        }
      }
      func text(_ lines: [String]) -> SourceText {
        SourceText(lines.map { $0 + "\n" }.joined())
      }
      func renamed(_ lines: [String]) -> SourceText {
        text(
          lines.flatMap { line in
            let name = line.drop { $0 == "#" }.prefix { $0 != "=" }
            return (renames[String(name)] ?? []).map { line.replacing(name, with: $0) }
          })
      }
      let (mine, their) = (edited(), edited())
      let theirs = renamed(their)
      func merge(_ ours: SourceText, _ theirs: SourceText) throws -> StructuredMerge {
        try EnvFile.merge(
          MergeSubject(file: "env.example"), base: text(base), ours: ours, theirs: theirs,
          renames: renames)
      }
      let shown = "seed \(seed)\n\(base)\n\(mine)\n\(their)"
      let once = try merge(text(mine), theirs)
      #expect(try merge(SourceText(once.bytes), theirs).bytes == once.bytes, "\(shown)")
      let untouched = try merge(text(base), theirs)
      #expect(untouched.conflicts.isEmpty, "\(shown)")
      #expect(
        try EnvFile.differences(from: theirs, to: SourceText(untouched.bytes)).isEmpty, "\(shown)")
      // Where theirs only renames, everything that ours did is there under the new names.
      let followingAll = try merge(text(mine), renamed(base))
      let single = Set(["A", "B"])
      let wanted = mine.filter { single.contains(String($0.drop { $0 == "#" }.prefix(1))) }
      let found = SourceText(followingAll.bytes).string.split(separator: "\n").map(String.init)
      for line in wanted {
        let name = String(line.drop { $0 == "#" }.prefix(1))
        #expect(found.contains(line.replacing(name, with: renames[name]?[0] ?? "")), "\(shown)")
        followed += 1
      }
      #expect(
        !followingAll.conflicts.contains { ["A", "B"].contains($0.scope.node) }, "\(shown)")
      // The same is in question whichever side has the new names.
      func places(_ merge: StructuredMerge) -> Set<String> {
        Set(
          merge.conflicts.filter { [.bothChanged, .bothAdded].contains($0.kind) }
            .compactMap { $0.baseNode ?? $0.scope.node }
            .filter { !$0.hasPrefix("C") }
        ).union(
          merge.notes.filter { $0.kind == .defaultChanged }.compactMap(\.node).map { name in
            renames.first { $0.value == [name] }?.key ?? name
          })
      }
      #expect(
        places(once).filter { $0 < "C" }
          == places(try merge(theirs, text(mine))).filter { $0 < "C" }, "\(shown)")
    }
    #expect(followed > 1_000)
  }

  @Test(.tags(.random)) func whatIsMergedIsMergedTheSameAgain() throws {
    var merged = 0
    for seed in Seeds.plain(4_000) {
      let texts = Self.texts(seed)
      guard let once = try? EnvFile.merge(base: texts[0], ours: texts[1], theirs: texts[2]) else {
        continue
      }
      merged += 1
      let again = try? EnvFile.merge(
        base: texts[0], ours: SourceText(once.bytes), theirs: texts[2])
      #expect(
        again?.bytes == once.bytes,
        "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))---\n\(SourceText(once.bytes).string)"
      )
    }
    #expect(merged > 1_000)
  }
}
