import Findings
import Foundation
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Checkouts of upstream that people have edited: what their upgrade stops at, held against git.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EditedCheckoutTests {
  @Test(
    "a conflict that git does not have is one that git should have",
    arguments: UneditedCheckoutTests.commits)
  func conflicts(_ hex: String) throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let newest = try #require(upstream.catalogue.newest)
    let commit = try #require(ObjectID(hex: hex))
    let base = try upstream.repository.fileTree(commit)
    let theirs = try upstream.repository.fileTree(newest.commit)
    let generated = try GeneratedRelease(upstream, newest, patchSet).generation.tree
    let templates = generated.paths.filter { path in
      base[path]?.mode.isFile == true && !path.text.hasSuffix(".yml") && path.text != "env.example"
        && path.text.contains("/")
    }
    let seed = UInt64(hex.prefix(15), radix: 16) ?? 0
    let edits = try CheckoutEdits(10, of: base, templates: templates, seed: seed)
    #expect(edits.made.count == 10)

    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.copy(edits.files)
    let adoption = try site.adopt("@\(hex)", force: true)
    #expect(adoption.verdict == .adopted, "\(adoption.findings(.conflict))")
    let report = try site.upgrade(newest.name.description, dryRun: true)
    for finding in report.findings(.conflict).map(\.finding) {
      let place = try #require(finding.places.first { $0.tree == .deployment })
      let path = try TreePath(String(place.path.dropFirst("confomeet/".count)))
      let git = try GitMerge(base: base[path], ours: edits.files[path], theirs: theirs[path])
      if git.hasConflict(at: place.line) { continue }
      let story =
        "\(finding.code.rawValue): \(finding.headline), line \(place.line ?? 0) of \(path), after \(edits.made)"
      guard let kind = Kind(finding) else {
        Issue.record("git has no conflict there: \(story)")
        continue
      }
      switch kind {
      case .guarantee:
        // Git merges without a conflict what has none of the customisations that the finding is about.
        let customised = Set(generated.lines(path)).subtracting(theirs.lines(path))
        #expect(!customised.isEmpty, "\(story)")
        #expect(customised.isDisjoint(with: git.lines), "\(story)")
      }
    }
  }

  /// What an upgrade stops at where lines that were merged one by one tell nothing.
  private enum Kind {
    /// A customisation would not hold, or what it moved is named by somebody's own line, so that Compose would refuse it.
    case guarantee

    init?(_ finding: Finding) {
      switch finding.code {
      case .guaranteeWouldBeLost: self = .guarantee
      case .composeWouldRefuse where finding.headline.contains("undeclared network"):
        self = .guarantee
      default: return nil
      }
    }
  }
}

/// What git makes of a file.
struct GitMerge {
  /// The lines of the merged text; where lines are in question it has ours.
  private(set) var lines: [String] = []
  /// The lines of ours that are in question, from 1, with those next to them.
  private var ranges: [ClosedRange<Int>] = []
  /// Whether the file as a whole is: one side removed it, and the other changed it.
  private var isWhole = false
  private let ours: [String]

  init(base: FileTree.File?, ours: FileTree.File?, theirs: FileTree.File?) throws {
    self.ours = ours.map { String(decoding: $0.content, as: UTF8.self).lines } ?? []
    guard let ours, let base else { return }
    guard let theirs else {
      isWhole = ours != base
      return
    }
    let merged = try TextMerge.merge(
      base: base.content, ours: ours.content, theirs: theirs.content, favor: .ours)
    lines = String(decoding: merged.bytes, as: UTF8.self).lines
    let isInQuestion = try TextMerge.merge(
      base: base.content, ours: ours.content, theirs: theirs.content
    ).hasConflicts
    guard isInQuestion else { return }
    // Changes of both sides that meet, or stand next to each other.
    let others = try TextDiff.hunks(old: base.content, new: theirs.content)
    for hunk in try TextDiff.hunks(old: base.content, new: ours.content)
    where others.contains(where: { Self.meet($0.old, hunk.old) }) {
      ranges.append(max(1, hunk.new.lowerBound)...hunk.new.upperBound + 1)
    }
  }

  private static func meet(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.lowerBound <= other.upperBound && other.lowerBound <= one.upperBound
  }

  /// Whether something at a line of ours is in question, or below it as far as it is indented.
  func hasConflict(at line: Int?) -> Bool {
    guard let line, line <= ours.count else { return isWhole || (!ranges.isEmpty && line == nil) }
    let indent = ours[line - 1].prefix { $0 == " " }.count
    var end = line
    while end < ours.count, ours[end].prefix(while: { $0 == " " }).count > indent { end += 1 }
    return isWhole || ranges.contains { $0.overlaps(line...end) }
  }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
