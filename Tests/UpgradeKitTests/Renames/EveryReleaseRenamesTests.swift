import Editing
import Findings
import GitKit
import PatchKit
import Reports
import Testing
import UpgradeKit

/// What docker-jitsi-meet gave other names since stable-7439, against what people read in its history.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseRenamesTests {
  /// A release with what was renamed since the one before.
  private struct Step {
    let release: String
    let renames: UpstreamRenames
    let before: FileTree
    let files: FileTree
  }

  /// Compared once for all tests.
  private static let loaded = Result { try load() }
  private let steps: [Step]

  init() throws {
    steps = try Self.loaded.get()
  }

  private static func load() throws -> [Step] {
    let (upstream, _) = try RealUpstream.open()
    let first = try #require(ReleaseName("stable-7439"))
    let releases = upstream.catalogue.releases.filter { $0.name >= first }
    let readings = FileReadings()
    var before: FileTree?
    return try releases.map { release in
      let files = try upstream.files(of: release)
      defer { before = files }
      let renames = before.map { UpstreamRenames(from: $0, to: files, readings: readings) }
      return Step(
        release: release.name.description, renames: renames ?? UpstreamRenames(),
        before: before ?? files, files: files)
    }
  }

  @Test("every rename is found, and nothing is taken for another that only looks like it")
  func pairs() {
    #expect(steps.count >= 66)
    #expect(Set(UpstreamRenameTable.rows.keys).isSubset(of: steps.map(\.release)))
    for step in steps {
      #expect(
        step.renames.lines == UpstreamRenameTable.rows[step.release]?.map(\.line).sorted() ?? [],
        "\(step.release)")
    }
  }

  @Test("what has its name still is one changed thing, and what is new beside it is new")
  func same() throws {
    for step in steps {
      for (rows, kind) in [
        (UpstreamRenameTable.changed, NodeDifference.Kind.changed),
        (UpstreamRenameTable.added, .added),
      ] {
        for row in rows[step.release] ?? [] {
          let words = row.split(separator: " ")
          let path = try TreePath(String(words[0]))
          let differences = try ComposeFile.differences(
            from: SourceText(try #require(step.before[path]?.content)),
            to: SourceText(try #require(step.files[path]?.content)))
          let node = String(words[1])
          let found = differences.filter { $0.path == node || node.hasPrefix($0.path + ".") }
          #expect(found.contains { $0.path == node && $0.kind == kind }, "\(row): \(found)")
        }
      }
    }
  }

  @Test("every jump over releases has the renames of the steps in it, followed to the last name")
  func jumps() {
    var count = 0
    for start in steps.indices {
      var renames = UpstreamRenames()
      var expected: [UpstreamRenameTable.Row] = []
      for step in steps[(start + 1)...] {
        renames = renames.then(step.renames)
        for row in UpstreamRenameTable.rows[step.release] ?? [] {
          let earlier = expected.firstIndex {
            $0.collection == row.collection && $0.news == [row.old]
          }
          if let earlier {
            expected[earlier].news = row.news
          } else {
            expected.append(row)
          }
        }
        count += 1
        #expect(
          renames.lines == expected.map(\.line).sorted(),
          "\(steps[start].release) to \(step.release)")
        for (old, new) in UpstreamRenameTable.traps {
          #expect(!renames.lines.contains { $0.hasSuffix("\(old) \(new)") })
        }
      }
    }
    #expect(count == steps.count * (steps.count - 1) / 2)
  }

  @Test(
    "a conflict over what went elsewhere says where",
    arguments: [
      (
        "stable-9646", "stable-9753", "confomeet/jigasi.yml", "- GC_PROJECT_ID",
        "upstream: moved to `services.transcriber.environment.GC_PROJECT_ID` in confomeet/transcriber.yml"
      ),
      (
        "stable-9457-2", "stable-9584", "confomeet/docker-compose.yml", "- WHITEBOARD_ENABLED",
        "upstream: `WHITEBOARD_COLLAB_SERVER_PUBLIC_URL` and `WHITEBOARD_COLLAB_SERVER_URL_BASE` decide it now"
      ),
      (
        "stable-9258", "stable-9364-1", "confomeet/jibri/rootfs/defaults/jibri.conf",
        #"{{ $JIBRI_BREWERY_MUC := .Env.JIBRI_BREWERY_MUC | default "jibribrewery" -}}"#,
        "upstream: moved to confomeet/jibri/rootfs/defaults/xmpp.conf"
      ),
    ])
  func successors(
    _ old: String, _ new: String, _ file: String, _ line: String, _ evidence: String
  ) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(old)
    try site.edit(file) { $0.replacing(line + "\n", with: line + "=own\n") }
    let report = try site.upgrade(new, dryRun: true)
    #expect(
      report.findings(.conflict).contains { $0.finding.evidence.contains(evidence) },
      "\(report.findings(.conflict))")
  }

  @Test("a variable that people took out does not come back as what stands in for it")
  func standIn() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-9823")
    let file = "confomeet/transcriber.yml"
    try site.edit(file) { $0.replacing("            - XMPP_HIDDEN_DOMAIN\n", with: "") }
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    let stayingOut = report.findings.map(\.finding).first { $0.headline.contains("stays out") }
    #expect(stayingOut?.evidence == ["upstream has added it since stable-9823"])
    #expect(site.text(file)?.contains("XMPP_RECORDER_DOMAIN") == false)
    #expect(site.text("confomeet/jibri.yml")?.contains("XMPP_RECORDER_DOMAIN") == true)
    #expect(
      report.findings.map(\.finding.headline).contains(
        "`services.transcriber.environment.XMPP_RECORDER_DOMAIN` in confomeet/transcriber.yml stays out: containers take it for `services.transcriber.environment.XMPP_HIDDEN_DOMAIN`, which was deleted by hand"
      ))
  }

  @Test("a file that was moved and deleted by hand is told by both paths")
  func deletedAndMoved() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-10741")
    let folder = "confomeet/jibri/rootfs/etc"
    try site.commitDeployment()
    try site.remove("\(folder)/services.d/40-jibri/finish")
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(
      report.findings.map(\.finding.headline).contains(
        "\(folder)/services.d/40-jibri/finish, now `\(folder)/s6-overlay/scripts/jibri-finish`, was deleted by hand and stays so"
      ), "\(report.codes)")
  }

  @Test("while an upgrade is pending, a moved file is known by its former path, too")
  func formerPath() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-10741")
    let file = "confomeet/jibri/rootfs/etc/cont-init.d/10-config"
    try site.edit(file) { text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("mkdir -p ") ? "mkdir -p /ours" : String($0) }.joined(separator: "\n")
    }
    #expect(try site.upgrade("stable-11146-2", marking: true).verdict == .marked)
    let result = try Resolve.run(Resolve.Options(files: [file]), at: site.request.places)
    let path = "confomeet/jibri/rootfs/etc/s6-overlay/scripts/config"
    #expect(Set(result.markers.flatMap { $0.places.map(\.path) }) == [path])
    #expect(throws: UpgradeFailure.self) {
      try Resolve.run(Resolve.Options(files: [file + "s"]), at: site.request.places)
    }
  }

  @Test("back to an older release the names are the old ones")
  func back() throws {
    let index = try #require(steps.firstIndex { $0.release == "stable-11146" })
    let lines = steps[index].renames.reversed.lines
    #expect(lines.contains("docker-compose.yml services.web.ports[8000/tcp] 80/tcp"))
    #expect(
      lines.contains(
        "web/rootfs/etc/s6-overlay/scripts/config web/rootfs/etc/cont-init.d/10-config"))
    #expect(lines.count == steps[index].renames.lines.count)
  }
}
