import Editing
import Findings
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What people deleted in a service that upstream makes two of.
@Suite struct MovedDeletionTests {
  private static let bridge = """
    services:
      sip:
        image: example.org/sip:1
        ports:
          - '8080:80'
        environment:
          - HOST
          # for the cloud
          - CLOUD_ID
          - CLOUD_KEY
        volumes:
          - ./config:/config
          - ./notes:/tmp/notes

    """
  private static let left = """
    services:
      sip:
        image: example.org/sip:1
        environment:
          - HOST
        volumes:
          - ./config:/config

    """
  private static let scribe = """
    services:
      scribe:
        image: example.org/sip:1
        ports:
          - '8080:80'
        environment:
          - HOST
          - CLOUD_ID
          - CLOUD_KEY
        volumes:
          - ./notes:/tmp/notes

    """

  private func tree(_ files: [String: String]) throws -> FileTree {
    var tree = FileTree()
    for (path, text) in files {
      tree[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return tree
  }

  private let old = ["sip.yml": bridge]
  private let new = ["sip.yml": left, "scribe.yml": scribe]

  /// Merges with what upstream's files show of its renames.
  private func merge(
    _ ours: [String: String], _ steps: [[String: String]]
  ) throws -> (result: MergeResult, texts: [String: String]) {
    let trees = try ([old] + steps).map { try tree($0) }
    let readings = FileReadings()
    var renames = UpstreamRenames()
    for (before, after) in zip(trees, trees.dropFirst()) {
      renames = renames.then(UpstreamRenames(from: before, to: after, readings: readings))
    }
    let result = Merge.tree(
      base: trees[0], ours: try tree(ours), theirs: trees[trees.count - 1],
      context: MergeContext(renames: renames))
    var texts: [String: String] = [:]
    for path in result.files.paths {
      texts[path.text] = result.files[path].map { String(decoding: $0.content, as: UTF8.self) }
    }
    return (result, texts)
  }

  private func without(_ lines: [String], _ text: String = bridge) -> String {
    lines.reduce(text) { $0.replacing("      \($1)\n", with: "") }
  }

  @Test(
    "it stays away in the other one, in whatever file",
    arguments: [
      ["- ./notes:/tmp/notes"], ["- CLOUD_KEY"], ["- '8080:80'"],
      ["- ./notes:/tmp/notes", "- CLOUD_ID", "- CLOUD_KEY"],
    ])
  func follows(_ lines: [String]) throws {
    var ours = without(lines)
    if lines == ["- '8080:80'"] { ours = ours.replacing("    ports:\n", with: "") }
    let (result, texts) = try merge(["sip.yml": ours], [new])
    #expect(result.conflicts.isEmpty)
    // What has nothing left goes as a whole.
    let emptied = ["- ./notes:/tmp/notes": "volumes", "- '8080:80'": "ports"]
    let wanted = lines.compactMap { emptied[$0] }
      .reduce(without(lines, Self.scribe)) { $0.replacing("    \($1):\n", with: "") }
    #expect(texts["scribe.yml"] == wanted)
    #expect(result.notes.map(\.kind) == lines.map { _ in .deletedLocally })
    #expect(result.notes.allSatisfy { $0.formerFile == "sip.yml" && $0.newNames.count == 1 })
    // What is there now is as people want it.
    let again = Merge.tree(
      base: try tree(new), ours: result.files, theirs: try tree(new), context: MergeContext())
    #expect(again.files == result.files)
  }

  @Test("it stays away in the same file, which nobody moved anything to")
  func sameFile() throws {
    let both = Self.left + Self.scribe.dropFirst("services:\n".count)
    let (result, texts) = try merge(
      ["sip.yml": without(["# for the cloud", "- CLOUD_ID"])], [["sip.yml": both]])
    #expect(result.conflicts.isEmpty)
    #expect(texts["sip.yml"] == both.replacing("      - CLOUD_ID\n", with: ""))
    #expect(
      result.notes.map(\.newNames) == [["services.scribe.environment.CLOUD_ID"]])
  }

  @Test("what nobody deleted comes byte for byte")
  func untouched() throws {
    let (result, texts) = try merge(old, [new])
    #expect(texts == new)
    #expect(result.notes.isEmpty)
    let edited = Self.bridge.replacing("./config:", with: "./own:")
    #expect(try merge(["sip.yml": edited], [new]).texts["scribe.yml"] == Self.scribe)
  }

  @Test("a service that is gone as a whole takes nothing with it")
  func wholeService() throws {
    let ours = "services:\n  own:\n    image: example.org/own:1\n"
    #expect(try merge(["sip.yml": ours], [new]).texts["scribe.yml"] == Self.scribe)
    #expect(try merge([:], [new]).texts["scribe.yml"] == Self.scribe)
  }

  @Test("a service that people named otherwise is the same one")
  func renamedByPeople() throws {
    let ours = without(["- CLOUD_KEY"]).replacing("  sip:", with: "  bridge:")
    #expect(
      try merge(["sip.yml": ours], [new]).texts["scribe.yml"]
        == without(["- CLOUD_KEY"], Self.scribe))
  }

  @Test("it is followed to the names that come later, in file, service and variable")
  func chained() throws {
    let later = Self.scribe.replacing("  scribe:", with: "  writer:")
      .replacing("CLOUD_KEY", with: "CLOUD_KEY_ID")
    let (result, texts) = try merge(
      ["sip.yml": without(["- CLOUD_KEY"])],
      [new, ["sip.yml": Self.left, "scribe.yml": later]])
    #expect(texts["scribe.yml"] == later.replacing("      - CLOUD_KEY_ID\n", with: ""))
    #expect(
      result.notes.map(\.newNames) == [["services.writer.environment.CLOUD_KEY_ID"]])
  }

  @Test("so is one that got another name before it moved")
  func renamedBefore() throws {
    let first = Self.bridge.replacing("CLOUD_KEY", with: "CLOUD_KEY_ID")
    let last = Self.scribe.replacing("CLOUD_KEY", with: "CLOUD_KEY_ID")
    let (_, texts) = try merge(
      ["sip.yml": without(["- CLOUD_KEY"])],
      [["sip.yml": first], ["sip.yml": Self.left, "scribe.yml": last]])
    #expect(texts["scribe.yml"] == last.replacing("      - CLOUD_KEY_ID\n", with: ""))
  }

  @Test("a file that it can't be taken out of by itself does not come by itself")
  func shared() throws {
    let anchored =
      Self.scribe.replacing("environment:\n", with: "environment: &all\n")
      + "  other:\n    image: example.org/other:1\n    environment: *all\n"
    let (result, texts) = try merge(
      ["sip.yml": without(["- CLOUD_KEY"])], [["sip.yml": Self.left, "scribe.yml": anchored]])
    #expect(texts["scribe.yml"] == nil)
    #expect(result.notes.count == 1)
  }
}

/// The same with docker-jitsi-meet's own split: jigasi and transcriber.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealMovedDeletionTests {
  @Test("what was closed in jigasi is not opened in transcriber", arguments: ["9753", "11146-2"])
  func transcriber(_ number: String) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-9646")
    let removed = ["- ${CONFIG}/transcripts:/tmp/transcripts:Z", "- GC_PRIVATE_KEY"]
    try site.edit("confomeet/jigasi.yml") { text in
      removed.reduce(text) { $0.replacing("            \($1)\n", with: "") }
    }
    let report = try site.upgrade("stable-\(number)")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    let text = try #require(site.text("confomeet/transcriber.yml"))
    #expect(!text.contains("/tmp/transcripts") && !text.contains("GC_PRIVATE_KEY\n"))
    #expect(text.contains("GC_PRIVATE_KEY_ID"))
    #expect(report.verdict(of: "confomeet/transcriber.yml") == .added)
    let headlines = report.findings.map(\.finding.headline)
    #expect(
      headlines.contains(
        "`services.jigasi.environment.GC_PRIVATE_KEY` in confomeet/jigasi.yml, now `services.transcriber.environment.GC_PRIVATE_KEY` in confomeet/transcriber.yml, was deleted by hand and stays so"
      ), "\(headlines)")
    // No later upgrade brings it back.
    #expect(try site.upgrade("stable-\(number)").verdict == .upToDate)
    if number != "11146-2" {
      #expect(try site.upgrade("stable-11146-2").verdict == .upgraded)
      #expect(site.text("confomeet/transcriber.yml")?.contains("/tmp/transcripts") == false)
    }
  }
}
