import GitKit
import TestSupport
import Testing

@Suite struct TextMergeTests {
  private let base = "one\ntwo\nthree\nfour\nfive\n"

  @Test func changesInDifferentPlacesBothCount() throws {
    let merge = try TextMerge.merge(
      base: bytes(base), ours: bytes("ONE\ntwo\nthree\nfour\nfive\n"),
      theirs: bytes("one\ntwo\nthree\nfour\nFIVE\n"))
    #expect(merge == TextMerge(bytes: bytes("ONE\ntwo\nthree\nfour\nFIVE\n"), hasConflicts: false))
  }

  @Test func conflictShowsAllThree() throws {
    let merge = try TextMerge.merge(
      base: bytes("a\nb\nc\n"), ours: bytes("a\nx\nc\n"), theirs: bytes("a\ny\nc\n"),
      labels: TextMerge.Labels(base: "generated", ours: "deployment", theirs: "stable-2"))
    #expect(merge.hasConflicts)
    #expect(
      String(decoding: merge.bytes, as: UTF8.self) == """
        a
        <<<<<<< deployment
        x
        ||||||| generated
        b
        =======
        y
        >>>>>>> stable-2
        c

        """)
  }

  @Test(
    arguments: [
      (.ours, "a\nx\nc\n"), (.theirs, "a\ny\nc\n"), (.union, "a\nx\ny\nc\n"),
    ] as [(TextMerge.Favor, String)])
  func favouredSideWins(_ favor: TextMerge.Favor, _ result: String) throws {
    let merge = try TextMerge.merge(
      base: bytes("a\nb\nc\n"), ours: bytes("a\nx\nc\n"), theirs: bytes("a\ny\nc\n"), favor: favor)
    #expect(merge == TextMerge(bytes: bytes(result), hasConflicts: false))
  }

  @Test func markersGrowAndStylesDiffer() throws {
    let sides = (bytes("b\n"), bytes("s\nx\n"), bytes("s\ny\n"))
    func text(_ style: TextMerge.Style) throws -> String {
      let merge = try TextMerge.merge(
        base: sides.0, ours: sides.1, theirs: sides.2, style: style, markerSize: 9)
      return String(decoding: merge.bytes, as: UTF8.self)
    }
    #expect(try text(.diff3).hasPrefix("<<<<<<<<< ours\ns\nx\n||||||||| base\nb\n=========\n"))
    #expect(try text(.zealousDiff3).hasPrefix("s\n<<<<<<<<< ours\nx\n||||||||| base\n"))
    #expect(try text(.merge).contains("<<<<<<<<< ours\nx\n=========\ny\n"))
  }

  @Test func whatOneSideChangedIsTakenForAnyBytes() throws {
    let (binary, other) = ([0, 255, 0, 1] as [UInt8], [0, 1, 2] as [UInt8])
    let cases = [(binary, other, binary), (binary, binary, other), (binary, other, other)]
    for (base, ours, theirs) in cases {
      let merge = try TextMerge.merge(base: base, ours: ours, theirs: theirs)
      #expect(merge == TextMerge(bytes: other, hasConflicts: false))
    }
    let error = try gitError { try TextMerge.merge(base: binary, ours: other, theirs: [0]) }
    #expect(error.kind == .unsupported)
  }

  @Test func emptySidesAreTexts() throws {
    #expect(try TextMerge.merge(base: [], ours: bytes("a\n"), theirs: bytes("b\n")).hasConflicts)
    #expect(try TextMerge.merge(base: bytes("a\n"), ours: [], theirs: []).bytes == [])
    #expect(try TextMerge.merge(base: bytes("a\n"), ours: [], theirs: bytes("b\n")).hasConflicts)
  }

  @Test(
    .tags(.random), .enabled(if: GitProgram.isInstalled, "git is not installed"),
    arguments: Seeds.plain(12))
  func agreesWithGitOnRandomTexts(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let base = (0..<30).map { "line \($0 % 7)" }
    func edited() -> [String] {
      var lines = base
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let place = Int.random(in: 0..<lines.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: lines.insert("new \(Int.random(in: 0..<3, using: &random))", at: place)
        case 1: lines.remove(at: place)
        default: lines[place] = "changed \(Int.random(in: 0..<3, using: &random))"
        }
      }
      return lines
    }
    func text(_ lines: [String]) -> String {
      // Some texts lack the last line feed, some have the other line ending.
      let ending = seed % 4 == 0 ? "\r\n" : "\n"
      return lines.joined(separator: ending) + (Bool.random(using: &random) ? ending : "")
    }
    let sides = (text(base), text(edited()), text(edited()))
    try folder.write(sides.0, to: "base")
    try folder.write(sides.1, to: "ours")
    try folder.write(sides.2, to: "theirs")
    let git = try GitProgram.run(
      [
        "merge-file", "-p", "--diff3", "-L", "ours", "-L", "base", "-L", "theirs", "ours", "base",
        "theirs",
      ], in: folder.path)
    let merge = try TextMerge.merge(
      base: bytes(sides.0), ours: bytes(sides.1), theirs: bytes(sides.2))
    #expect(merge.bytes == git.bytes)
    #expect(merge.hasConflicts == (git.status > 0))
  }
}
