import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Laws of whole upgrades: any pair of the demo's releases, any edits.
///
/// The same seed always makes the same edits. Laws with many more seeds, on the merge alone, are in ``MergeLawTests``.
struct UpgradeLawTests {
  @Test("an unedited deployment becomes what is generated, lock and modes too", arguments: pairs)
  func regenerated(_ pair: Pair) throws {
    let site = try GeneratedSite.of(pair.from).copy()
    let report = try site.upgrade(pair.to)
    #expect(report.verdict == (pair.from == pair.to ? .upToDate : .upgraded))
    #expect(report.findings == [])
    let fresh = try GeneratedSite.of(pair.to)
    #expect(try site.sandbox.snapshot("deployment") == fresh.snapshot)
    #expect(site.lock == fresh.lock)
    try expectNothingLeft(site, pair.to)
  }

  @Test(
    "edits far from any change survive, step by step and in one jump, and nothing else differs",
    .tags(.random), arguments: Seeds.plain(12))
  func survive(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let releases = random.number(0..<3) > 0 ? Demo.releases : Demo.releases.reversed()
    let (first, last) = (try #require(releases.first), try #require(releases.last))
    let edits = try FarEdits(releases, &random)
    #expect(edits.count > 3)
    let (walk, jump) = (try GeneratedSite.of(first).copy(), try GeneratedSite.of(first).copy())
    for site in [walk, jump] { try site.write(try edits.made(first)) }
    for release in releases.dropFirst() {
      try expectUpgraded(walk, release, edits)
    }
    try expectUpgraded(jump, last, edits)
    #expect(try walk.sandbox.snapshot("deployment") == jump.sandbox.snapshot("deployment"))
    #expect(walk.lock == jump.lock)
  }

  private func expectUpgraded(_ site: Site, _ release: String, _ edits: FarEdits) throws {
    let report = try site.upgrade(release)
    #expect(report.verdict == .upgraded)
    #expect(report.findings(.conflict).map(\.finding.headline) == [])
    let (found, expected) = (try site.tree(), try edits.made(release))
    #expect(found.paths == expected.paths, "\(release)")
    for path in expected.paths {
      #expect(found[path]?.mode == expected[path]?.mode, "\(release): \(path)")
      let lines = [found, expected].map { $0.lines(path) }
      #expect(Array(lines[0].difference(from: lines[1])) == [], "\(release): \(path)")
    }
    #expect(site.lock == (try GeneratedSite.of(release).lock))
    try expectNothingLeft(site, release)
  }

  /// Twice is once.
  private func expectNothingLeft(_ site: Site, _ release: String) throws {
    let before = try site.inodes()
    let report = try site.upgrade(release)
    #expect(report.verdict == .upToDate)
    #expect(report.files.allSatisfy { [.unchanged, .kept].contains($0.verdict) })
    #expect(try site.inodes() == before)
  }

  @Test(
    "who made which of two edits, upstream or a person, makes no difference", .tags(.random),
    arguments: Seeds.plain(8))
  func swapped(_ seed: UInt64) throws {
    // Without lines that go: what upstream removes and a person changed has to be decided, what a person removed and
    // upstream changed stays removed. How that mirrors is shown on the merge alone.
    var random = Randomness(seed: seed)
    let release = "stable-11146-2"
    let generated = try GeneratedSite.of(release).tree
    let raw = try Demo.files(release)
    var (one, other) = (Edits(), Edits())
    var disputed: Set<String> = []
    for name in ["docker-compose.yml", "env.example", "gen-passwords.sh"] {
      let path = try TreePath(name)
      let versions = [
        raw.lines(path), generated.lines(try TreePath("confomeet/" + name)),
      ]
      let edits = LineEdit.random(
        name, versions, count: 4, removes: false, name: "A", &random)
      let half = edits.count / 2
      (one[path], other[path]) = (Array(edits[..<half]), Array(edits[half...]))
      guard seed % 2 == 0, let shared = edits.first else { continue }
      let line = shared.window[LineEdit.distance]
      // The same line changed by both, each in another way.
      guard shared.result.count == 1, !line.isEmpty else { continue }
      other[path]?.append(LineEdit(window: shared.window, result: [shared.result[0] + "-too"]))
      disputed.insert("confomeet/" + name)
    }
    let results = try [(one, other), (other, one)].map { theirs, ours in
      let site = try GeneratedSite.of(release).copy()
      try site.release { files in
        for (path, edits) in theirs {
          let isMade = files.make(edits, in: path)
          #expect(isMade)
        }
      }
      var deployment = generated
      for (path, edits) in ours {
        let isMade = deployment.make(edits, in: try TreePath("confomeet").appending(path))
        #expect(isMade)
      }
      try site.write(deployment)
      let report = try site.upgrade("stable-12000")
      #expect(report.verdict == (disputed.isEmpty ? .upgraded : .conflicts))
      #expect(Set(report.files(.conflict).map(\.path)) == disputed)
      return (
        tree: try site.tree(),
        conflicts: Set(report.findings(.conflict).map(\.finding.headline))
      )
    }
    #expect(results[0].conflicts == results[1].conflicts)
    guard disputed.isEmpty else { return }
    #expect(results[0].tree.paths == results[1].tree.paths)
    for path in results[0].tree.paths {
      #expect(results[0].tree[path]?.mode == results[1].tree[path]?.mode, "\(path)")
      let (one, other) = (results[0].tree.meant(path), results[1].tree.meant(path))
      #expect(Array(one.difference(from: other)) == [], "\(path)")
    }
  }

  private typealias Edits = [TreePath: [LineEdit]]

  /// Two releases.
  struct Pair: CustomTestStringConvertible {
    let from: String
    let to: String
    var testDescription: String { "\(from) → \(to)" }
  }

  private static let pairs = Demo.releases.flatMap { from in
    Demo.releases.map { Pair(from: from, to: $0) }
  }
}

extension FileTree {
  /// The lines of a file; of one that is merged by structure in any order, and without the comments, which stay with
  /// whom they are of.
  fileprivate func meant(_ path: TreePath) -> [String] {
    let lines = lines(path)
    guard path.text.hasSuffix(".yml") || path.text.hasSuffix("env.example") else { return lines }
    return lines.filter { !$0.isEmpty && $0.drop { $0 == " " }.first != "#" }.sorted()
  }
}
