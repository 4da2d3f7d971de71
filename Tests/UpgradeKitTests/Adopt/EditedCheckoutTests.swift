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
    // Worked out where it is needed: what is wrong with what git makes of all files.
    var problems: [Finding]?
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
      let found = try problems ?? Self.problems(of: base, edits.files, theirs, newest)
      problems = found
      switch kind {
      case .guarantee(let patch):
        // What git makes of it runs without the customisation that would be lost.
        #expect(
          found.contains { $0.code == .guaranteeLost && $0.headline.contains("`\(patch)`") },
          "\(story)\n\(found)")
      case .rename(let name):
        // What git makes of it still names what upstream calls otherwise now.
        #expect(
          found.contains { $0.code == .localReferenceMoved && $0.headline.contains(name) },
          "\(story)\n\(found)")
      }
    }
  }

  /// What an upgrade stops at where lines that were merged one by one tell nothing.
  private enum Kind {
    /// A customisation would not hold, by its patch, or what it moved is named by somebody's own line, so that Compose would
    /// refuse it.
    case guarantee(patch: String)
    /// Upstream gave another name to what somebody changed; the old one.
    case rename(String)

    init?(_ finding: Finding) {
      switch finding.code {
      case .guaranteeWouldBeLost:
        guard let patch = finding.headline.firstMatch(of: /patch `([^`]+)`/) else { return nil }
        self = .guarantee(patch: String(patch.1))
      case .composeWouldRefuse where finding.headline.contains("undeclared network"):
        self = .guarantee(patch: "network")
      case .editConflict where finding.evidence.contains { $0.hasPrefix("upstream renamed it") }:
        guard let name = finding.headline.firstMatch(of: /\[([0-9]+)\/[a-z]+\]`/) else {
          return nil
        }
        self = .rename(String(name.1))
      default: return nil
      }
    }
  }

  /// What is wrong with a deployment of what git makes of all files: guarantees that fail, and lines that name what moved.
  private static func problems(
    of base: FileTree, _ ours: FileTree, _ theirs: FileTree, _ newest: Release
  ) throws -> [Finding] {
    var files = theirs
    for path in ours.paths {
      guard
        let merged = try GitMerge(base: base[path], ours: ours[path], theirs: theirs[path]).bytes,
        let mode = ours[path]?.mode
      else { continue }
      files[path] = FileTree.File(mode: mode, content: merged)
    }
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.copy(files)
    try site.adopt(newest.name.description, force: true)
    return try site.drift([.guarantees, .references]).findings.map(\.finding)
  }
}

/// What git makes of a file.
struct GitMerge {
  /// The merged text; where lines are in question it has ours. `nil` where git merges nothing.
  private(set) var bytes: [UInt8]?
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
    bytes = merged.bytes
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
