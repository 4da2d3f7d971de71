import Foundation
import GitKit
import TestSupport
import Testing

@Suite struct LineHistoryTests {
  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  @Test func linesAreFollowedThroughOtherChangesAndMoves() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    var lines = (1...20).map { "line \($0)" }
    let base = try fixture.commit(["f": Self.text(lines)], message: "base")
    lines[9] = "changed"
    try fixture.commit(["f": Self.text(lines)], message: "the line")
    lines.insert(contentsOf: ["new 1", "new 2"], at: 0)
    try fixture.commit(["f": Self.text(lines)], message: "above")
    try fixture.commit(["g": Self.text(lines)], removing: ["f"], message: "move")
    lines.removeLast()
    let head = try fixture.commit(["g": Self.text(lines)], message: "below")
    let (former, moved) = (try path("f"), try path("g"))
    let history = try fixture.repository.lineHistory(from: base, to: head, renames: [former: moved])
    func subjects(_ lines: ClosedRange<Int>) throws -> [String] {
      try history.commits(changing: lines, of: moved).map {
        try fixture.repository.commit($0).subject
      }
    }
    #expect(try subjects(12...12) == ["the line"])
    #expect(try subjects(11...11) == [])
    #expect(try subjects(1...1) == ["above"])
    #expect(try subjects(1...40) == ["below", "above", "the line"])
    #expect(try subjects(900...901) == [])
  }

  @Test(arguments: [0...0, -5...3, Int.min...Int.max, 1...Int.max, Int.max...Int.max])
  func strangeLinesAreNoCrash(_ lines: ClosedRange<Int>) throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    try fixture.commit(["f": "1\n2\n3\n"])
    let head = try fixture.commit(["f": "2\n"])
    let history = try fixture.repository.lineHistory(from: nil, to: head)
    _ = try history.commits(changing: lines, of: path("f"))
    #expect(try history.commits(changing: lines, of: path("none")).isEmpty)
  }

  /// Random edits, with branches and merges: git is asked about random ranges.
  @Test(
    .tags(.random), .enabled(if: GitProgram.isInstalled, "git is not installed"),
    arguments: Seeds.plain(8))
  func agreesWithGitOnRandomHistories(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    var lines = (1...30).map { "line \($0)" }
    let base = try fixture.commit(["f": Self.text(lines)])
    var head = base
    for step in 1...25 {
      let place = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: lines.insert("added in \(step)", at: place)
      case 1 where lines.count > 5: lines.remove(at: place)
      default: lines[place] = "changed in \(step)"
      }
      head = try fixture.commit(["f": Self.text(lines)])
    }
    for _ in 1...8 {
      let first = Int.random(in: 1...lines.count, using: &random)
      let last = Int.random(in: first...lines.count, using: &random)
      try LineHistoryOracle(repository: fixture.path).check(
        first...last, of: "f", from: base, to: head)
    }
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed")) func agreesWithGitOnMerges()
    throws
  {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let start = (1...12).map { "line \($0)" }
    let base = try fixture.commit(["f": Self.text(start)])
    var left = start
    left[1] = "left"
    var right = start
    right[9] = "right"
    var both = start
    (both[1], both[9]) = ("left", "right")
    let one = try fixture.commit(["f": Self.text(left)])
    let two = try fixture.commit(["f": Self.text(right)], branch: "side", parents: [base])
    let merge = try fixture.commit(["f": Self.text(both)], parents: [one, two])
    both[5] = "after"
    let head = try fixture.commit(["f": Self.text(both)], parents: [merge])
    let oracle = try LineHistoryOracle(repository: fixture.path)
    for lines in [2...2, 10...10, 1...12, 6...6, 3...5] {
      try oracle.check(lines, of: "f", from: base, to: head)
    }
  }

  /// On the history of the real upstream: blocks of its most changed files between releases.
  @Test(
    .enabled(if: upstream != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"),
    arguments: [
      ("docker-compose.yml", "stable-9364-1", "stable-10184"),
      ("docker-compose.yml", "stable-9364-1", "stable-11146"),
      ("jibri/Dockerfile", "stable-9364-1", "stable-11146"),
      ("jicofo/rootfs/defaults/jicofo.conf", "stable-8138-1", "stable-10314"),
      ("jibri.yml", "stable-7439", "stable-10184"),
    ])
  func agreesWithGitOnUpstream(_ file: String, _ old: String, _ new: String) throws {
    let upstream = try #require(upstream)
    let repository = try Repository(opening: upstream)
    let from = try #require(try repository.tag(named: old)).commit
    let to = try #require(try repository.tag(named: new)).commit
    let blob = try #require(try repository.object(at: path(file), in: to))
    let count = try repository.blob(blob).count { $0 == UInt8(ascii: "\n") }
    let oracle = try LineHistoryOracle(repository: upstream)
    for first in stride(from: 1, through: count, by: max(1, count / 6)) {
      try oracle.check(first...min(count, first + 7), of: file, from: from, to: to)
    }
  }
}

/// A complete bare clone of the real upstream, where there is one.
let upstream = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

extension Repository {
  /// The history of lines in a range, in each commit of which some files were moved.
  fileprivate func lineHistory(
    from old: ObjectID?, to new: ObjectID, renames: [TreePath: TreePath] = [:]
  ) throws(GitError) -> LineHistory {
    LineHistory(
      in: try CommitRange(of: self, from: old, to: new), cache: ObjectCache(of: self)
    ) { _, _ throws(GitError) in renames }
  }
}

/// Compares with what `git log -L` finds.
private struct LineHistoryOracle {
  let repository: Repository

  init(repository path: String) throws {
    repository = try Repository(opening: path)
  }

  func check(
    _ lines: ClosedRange<Int>,
    of file: String,
    from old: ObjectID,
    to new: ObjectID
  ) throws {
    let git = try GitProgram.run(
      [
        "log", "-s", "--format=%H", "-L\(lines.lowerBound),\(lines.upperBound):\(file)",
        "\(old)..\(new)",
      ], in: repository.gitFolder)
    #expect(git.status == 0)
    let own = try repository.lineHistory(from: old, to: new)
      .commits(changing: lines, of: path(file))
    #expect(own.map(\.hex).sorted() == git.lines.sorted(), "lines \(lines) of \(file)")
  }
}
