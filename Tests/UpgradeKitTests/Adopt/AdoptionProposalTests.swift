import Findings
import Foundation
import GitKit
import PatchKit
import Reports
import Testing
import UpgradeKit

/// The release that a deployment was made from, found out.
@Suite struct AdoptionProposalTests {
  @Test(
    "the right release is proposed, with evidence, and nothing is written",
    arguments: ["stable-9364-1", "stable-10184", "stable-11146-2"])
  func proposal(_ release: String) throws {
    let site = try Site()
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-1\n"])
    try site.makeByHand(from: release)
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing("services:\n", with: "services:\n    ours:\n        image: example.org/ours:1\n")
    }
    let inodes = try site.inodes()
    let report = try site.adopt(nil)
    #expect(report.verdict == .proposed)
    #expect(report.to?.tag == release)
    let best = try #require(report.adoption?.candidates.first)
    #expect(best.release.tag == release)
    #expect(best.pins > 0)
    #expect(best.markers == ["README.md:1"])
    #expect(best.equalFiles > 0)
    #expect(try site.inodes() == inodes)
  }

  @Test("a release that another one fits better than stops, unless it is forced")
  func wrongRelease() throws {
    let site = try Site()
    try site.makeByHand(from: "stable-9364-1")
    let report = try site.adopt("stable-10184")
    #expect(report.verdict == .conflicts)
    let finding = try #require(report.found("D320"))
    #expect(finding.headline == "the files come closer to stable-9364-1 than to stable-10184")
    #expect(report.adoption?.candidates.map(\.release.tag).contains("stable-10184") == true)
    #expect(site.lock == nil)

    let forced = try site.adopt("stable-10184", force: true)
    #expect(forced.verdict == .adopted)
    #expect(forced.codes.contains("D328"))
    #expect(site.lock?.contains("stable-10184") == true)
  }

  @Test("releases that nothing tells apart are all named")
  func alike() throws {
    let site = try Site()
    try site.makeByHand(from: "stable-9364-1")
    // One file is left, and no image.
    for name in try FileManager.default.contentsOfDirectory(
      atPath: site.sandbox.deployment + "/confomeet") where name != "gen-passwords.sh"
    {
      try site.remove("confomeet/" + name)
    }
    let report = try site.adopt(nil)
    let repository = try Repository(opening: site.upstream)
    let path = try TreePath("gen-passwords.sh")
    let tag = try #require(try repository.tag(named: "stable-9364-1"))
    let wanted = try repository.object(at: path, in: tag.commit)
    let expected = try repository.tags().filter {
      try ReleaseName($0.name) != nil && repository.object(at: path, in: $0.commit) == wanted
    }
    let named = report.adoption?.candidates.filter(\.isAsClose).map(\.release.tag)
    #expect(Set(named ?? []) == Set(expected.map(\.name)))
    #expect(expected.count > 1)
    #expect(report.codes == ["D327"])
  }
}

/// The same on real upstream, for every release.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseAdoptionTests {
  @Test(
    "a deployment of any release, edited and with a renamed file, is known and taken over",
    arguments: RealUpstream.supported)
  func everyRelease(_ name: String) throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let release = try upstream.release(named: name)
    let generated = try GeneratedRelease(upstream, release, patchSet).generation.tree
    var files = EditedDeployment.edit(generated).files
    let env = try TreePath("env.example")
    files[try TreePath("example.env")] = files[env]
    files[env] = nil
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    for path in files.paths {
      let mark = files[path]?.mode == .executable ? "*" : ""
      try site.sandbox.write([
        "confomeet/\(path)\(mark)": String(decoding: files[path]?.content ?? [], as: UTF8.self)
      ])
    }

    let proposal = try site.adopt(nil)
    #expect(proposal.to?.tag == name)
    let close = proposal.adoption?.candidates.filter(\.isAsClose).map(\.release.tag)
    #expect(close == [name])

    // The rest is the same in all of them.
    guard ["stable-7439", "stable-9364-1", "stable-10532", "stable-11146-2"].contains(name) else {
      return
    }
    let report = try site.adopt(name)
    #expect(report.codes.filter { !["D324", "D325"].contains($0) } == ["D321"])
    #expect(report.adopted("confomeet/example.env")?.origin == "env.example")
    try site.move("confomeet/example.env", to: "confomeet/env.example")
    #expect(try site.adopt(name).verdict == .adopted)
  }
}
