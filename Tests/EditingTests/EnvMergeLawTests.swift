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
