import Findings
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Deployments that were copied from upstream between two of its releases.
struct UnreleasedAdoptionTests {
  private static let compose = "docker-compose.yml"
  private let history: CauseSite
  private let middle: ObjectID
  private var site: Site { history.site }

  init() throws {
    history = try CauseSite(deployment: false)
    try history.commit("misc: working on unstable") {
      try Self.pin(&$0, "stable-11146-2", "unstable")
    }
    middle = try history.commit("feat(web): one more variable") {
      try $0.replace("services:\n", with: "# services\nservices:\n", in: Self.compose)
      try $0.write(try $0.text("env.example") + "#ONE_MORE=1\n", to: "env.example")
    }
    try history.commit("feat(web): and another") {
      try $0.write(try $0.text("env.example") + "#ANOTHER=1\n", to: "env.example")
    }
    try history.release("stable-12000") { try Self.pin(&$0, "unstable", "stable-12000") }
    try site.copy(history.files(of: middle))
  }

  private static func pin(_ files: inout FileTree, _ old: String, _ new: String) throws {
    for path in files.paths where path.text.hasSuffix(".yml") {
      let text = try files.text(path.text)
      try files.write(
        text.replacing("JITSI_IMAGE_VERSION:-\(old)}", with: "JITSI_IMAGE_VERSION:-\(new)}"),
        to: path.text)
    }
  }

  private var reference: String { "@\(middle.short)" }

  @Test("the commit is proposed where it fits better than a release")
  func proposal() throws {
    let report = try site.adopt(nil)
    #expect(report.verdict == .proposed)
    #expect(report.to?.commit == middle.hex)
    #expect(report.to?.name == "stable-11146-2 and 2 commits (\(reference))")
    #expect(report.adoption?.candidates.first?.release.commit == middle.hex)
    #expect(report.adoption?.candidates.dropFirst().allSatisfy { $0.release.tag != nil } == true)
  }

  @Test("of commits with the same files the first is proposed")
  func same() throws {
    try Self.pinned(history, "feat: tried", from: "stable-12000", to: "unstable")
    try history.commit("feat: one more") {
      try $0.write(try $0.text("env.example") + "#TRIED=1\n", to: "env.example")
    }
    let first = history.tip
    try history.commit("feat: and another") {
      try $0.write(try $0.text("env.example") + "#OTHER=1\n", to: "env.example")
    }
    try history.commit("Revert \"feat: and another\"") {
      try $0.replace("#OTHER=1\n", with: "", in: "env.example")
    }
    try history.release("stable-12001") { try Self.pin(&$0, "unstable", "stable-12001") }
    try site.copy(history.files(of: first))
    #expect(try site.adopt(nil).to?.commit == first.hex)
  }

  private static func pinned(
    _ history: CauseSite, _ subject: String, from old: String, to new: String
  ) throws {
    try history.commit(subject) { try pin(&$0, old, new) }
  }

  @Test(
    "drift tells nothing of networks that the next upgrade brings, nor of own lines, which follow")
  func networks() throws {
    try site.adopt(reference)
    #expect(try site.drift([.references]).codes == [])
    try site.sandbox.write([
      "confomeet/docker-compose.override.yml":
        "services:\n  own:\n    image: example.org/own:1\n    networks: [meet.jitsi]\n"
    ])
    #expect(try site.drift([.references]).codes == [])
  }

  @Test("the list of releases says what is locked, and counts from there")
  func listed() throws {
    try site.adopt(reference)
    let releases = try Releases.run(at: site.request.places)
    #expect(
      releases.notes
        == ["the lock is for stable-11146-2 and 2 commits (\(reference)), which is no release"])
    #expect(releases.listing.releases.map(\.isLocked) == [false, false, false, false])
    #expect(releases.listing.releases.map(\.distance) == [-2, -1, 0, 1])
  }

  @Test("it is taken, the lock has it without a tag, and is in step")
  func adopted() throws {
    let report = try site.adopt(reference)
    #expect(report.verdict == .adopted)
    #expect(report.findings(.conflict).isEmpty)
    #expect(report.adopted("confomeet/docker-compose.yml")?.state == .upstream)
    let lock = try site.readLock()
    #expect(lock.upstream.tag == nil)
    #expect(lock.upstream.commit == middle)
    #expect(site.lock?.contains("tag: null, commit: \(middle.hex)") == true)
    #expect(try site.drift([.moved, .deployment, .images]).codes == [])
    #expect(try site.drift([.release]).from?.name == report.to?.name)
    #expect(try site.adopt(reference).verdict == .upToDate)
  }

  @Test("the next upgrade brings everything, and leaves nothing of the copy")
  func upgraded() throws {
    try site.adopt(reference)
    let report = try site.upgrade("stable-12000")
    #expect(report.verdict == .upgraded)
    #expect(report.from?.name == "stable-11146-2 and 2 commits (\(reference))")
    let other = try Site(hasUpstream: false)
    other.request.upstream = site.request.upstream
    try other.upgrade("stable-12000")
    #expect(site.lock == other.lock)
    for path in try other.readLock().generated.files.keys {
      #expect(site.text("confomeet/\(path)") == other.text("confomeet/\(path)"), "\(path)")
    }
  }

  @Test("where the patch set does not apply, all customisations come with the next upgrade")
  func notApplied() throws {
    try history.commit("refactor(jibri): another template") {
      try Self.pin(&$0, "stable-12000", "unstable")
      try $0.write("# {{ .Env.JIBRI_RECORDER_USER }}\n", to: "jibri/rootfs/defaults/jibri.conf")
    }
    let commit = history.tip
    try site.copy(history.files(of: commit))
    try history.commit("fix(jibri): the template as it was") {
      try Self.pin(&$0, "unstable", "stable-12001")
      $0[try TreePath("jibri/rootfs/defaults/jibri.conf")] =
        try Demo.files("stable-11146-2")[try TreePath("jibri/rootfs/defaults/jibri.conf")]
    }
    try history.release("stable-12001")
    let report = try site.adopt("@\(commit.short)")
    #expect(report.verdict == .adopted)
    let finding = try #require(report.found("D331"))
    #expect(finding.headline.hasPrefix("the patch set does not apply to stable-12000 and 1 commit"))
    #expect(try site.readLock().patches.applied == [])
    #expect(try site.upgrade("stable-12001").verdict == .upgraded)
    let other = try Site(hasUpstream: false)
    other.request.upstream = site.request.upstream
    try other.upgrade("stable-12001")
    #expect(site.lock == other.lock)
  }

  @Test("an image of somebody else's keeps its place, and its pin moves")
  func editedImage() throws {
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing("${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/web:", with: "registry.example.org/web:")
    }
    try site.adopt(reference)
    #expect(try site.upgrade("stable-12000").verdict == .upgraded)
    #expect(
      site.text("confomeet/docker-compose.yml")?.contains(
        "registry.example.org/web:${JITSI_IMAGE_VERSION:-stable-12000}") == true)
  }

  @Test("the release before it may be taken as well: its pins are no edit")
  func release() throws {
    let report = try site.adopt("stable-11146-2")
    #expect(report.verdict == .adopted)
    #expect(report.codes.contains("D328"))
    #expect(report.adopted("confomeet/docker-compose.yml")?.changed == [])
    #expect(try site.upgrade("stable-12000").verdict == .upgraded)
    #expect(site.text("confomeet/docker-compose.yml")?.contains("unstable") == false)
  }
}

/// The same on real upstream.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct UneditedCheckoutTests {
  /// Some of the commits before the newest release; the same in every run.
  static let commits: [String] = {
    guard let (upstream, _) = try? RealUpstream.open(), let newest = upstream.catalogue.newest,
      let range = try? CommitRange(of: upstream.repository, from: nil, to: newest.commit)
    else { return [] }
    var generator = SeededGenerator(seed: 14)
    return range.commits.dropFirst().prefix(300).shuffled(using: &generator).prefix(30)
      .map(\.hex)
  }()

  @Test("of commits with the same files the one after the closest release is proposed")
  func commitAfterRelease() throws {
    let (upstream, _) = try RealUpstream.open()
    let commit = try #require(ObjectID(hex: "839c4835dcfd42536d59e4c3b226ddae103ea4d9"))
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.copy(upstream.repository.fileTree(commit))
    // The one before it has the same files, and follows stable-10532-1.
    #expect(try site.adopt(nil).to?.commit == commit.hex)
  }

  @Test(
    "a checkout of any commit is recognised, adopted and upgraded without a conflict",
    arguments: commits)
  func checkout(_ commit: String) throws {
    let (upstream, _) = try RealUpstream.open()
    let newest = try #require(upstream.catalogue.newest)
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.copy(upstream.repository.fileTree(try #require(ObjectID(hex: commit))))

    let proposal = try #require(try site.adopt(nil).to?.reference)
    let adoption = try site.adopt(proposal)
    #expect(adoption.verdict == .adopted, "\(proposal): \(adoption.findings(.conflict))")
    let upgrade = try site.upgrade(newest.name.description)
    #expect(upgrade.verdict == .upgraded, "\(proposal): \(upgrade.findings(.conflict))")
    let other = try Site(hasUpstream: false)
    other.request.upstream = RealUpstream.path
    try other.upgrade(newest.name.description)
    #expect(site.lock == other.lock)
    for path in try other.readLock().generated.files.keys {
      #expect(site.text("confomeet/\(path)") == other.text("confomeet/\(path)"), "\(path)")
    }
  }
}

extension Site {
  /// Makes a deployment of upstream's own files.
  func copy(_ files: FileTree) throws {
    for path in files.paths {
      guard let file = files[path], file.mode.isFile,
        let text = String(validating: file.content, as: UTF8.self)
      else { continue }
      try sandbox.write(["confomeet/\(path)\(file.mode == .executable ? "*" : "")": text])
    }
  }
}
