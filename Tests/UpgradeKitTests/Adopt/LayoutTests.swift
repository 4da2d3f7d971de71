import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Deployments whose files lie elsewhere than in a folder of their own: in the root, in a repository inside.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"))
struct LayoutTests {
  private static let edited = (old: "'${HTTPS_PORT}:443'", new: "'${HTTPS_PORT}:443/tcp'")

  private func git(_ site: Site, _ arguments: String..., folder: String = "") throws {
    let output = try GitProgram.run(arguments, in: site.sandbox.deployment + "/" + folder)
    #expect(output.status == 0, "git \(arguments)")
  }

  @Test(
    "files in the root of a repository are generated, edited, adopted and upgraded, and are in step",
    arguments: [".", "./"])
  func root(_ written: String) throws {
    let site = try Site()
    try site.generate(into: written)
    site.request.lock = site.sandbox.deployment + "/upstream-lock.yaml"
    try site.sandbox.write([
      "README.md": "docker-jitsi-meet: stable-9364-1\n", "own/logo.png": "logo\n",
      ".env": "CONFIG=./config\n", ".gitignore": "/.env\n/config/\n",
      "monitoring/docker-compose.yml": "services:\n  probe:\n    image: example.org/probe:1\n",
    ])
    try site.upgrade("stable-9364-1")
    #expect(site.has("docker-compose.yml"))
    #expect(site.has("jibri/Dockerfile"))
    #expect(site.text("upstream-lock.yaml")?.contains("\n  directory: \".\"\n") == true)
    try site.commitDeployment()
    #expect(try site.drift([.moved, .deployment, .patches, .images]).codes == [])

    try site.edit("docker-compose.yml") { $0.replacing("unless-stopped", with: "always") }
    try site.remove("upstream-lock.yaml")
    #expect(try site.adopt(nil).to?.tag == "stable-9364-1")
    let adoption = try site.adopt()
    #expect(adoption.verdict == .adopted)
    #expect(adoption.adopted("docker-compose.yml")?.state == .edited)
    #expect(adoption.codes.filter { $0 != "D324" } == [])
    let drift = try site.drift([.deployment])
    #expect(drift.findings.map(\.finding.places.first?.path) == ["docker-compose.yml"])

    let failure = #expect(throws: UpgradeFailure.self) { try site.upgrade("stable-10184") }
    #expect(failure?.findings.map(\.code.rawValue) == ["G513"])
    try git(site, "commit", "-qam", "edited")
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    #expect(site.text("docker-compose.yml")?.contains("RESTART_POLICY:-always") == true)
    #expect(site.text("docker-compose.yml")?.contains("stable-10184") == true)
    #expect(site.text("README.md") == "docker-jitsi-meet: stable-10184\n")
    #expect(site.text("own/logo.png") == "logo\n")
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)
    #expect(try site.drift([.images]).codes == [])
  }

  @Test("files in the root are committed to a branch of the repository")
  func rootCommitted() throws {
    let site = try Site()
    try site.generate(into: ".")
    site.request.lock = site.sandbox.deployment + "/upstream-lock.yaml"
    try site.upgrade("stable-9364-1")
    try site.sandbox.write(["folder\u{1}/x": "a name that no tree has"])
    try site.commitDeployment()
    var request = site.request
    request.release = "stable-10184"
    request.commitMessage = SiteRequest.message
    request.identity = ["GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org"]
      .merging(["GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org"]) { $1 }
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .committed)
    try git(site, "switch", "-q", "upgrade/stable-10184")
    #expect(site.text("docker-compose.yml")?.contains("stable-10184") == true)
    #expect(try site.drift([.moved, .deployment, .patches, .images]).codes == [])
  }

  @Test("the generated files may lie in a repository inside the deployment")
  func nested() throws {
    let site = try Site()
    try site.generate(into: "jitsi")
    try site.makeByHand()
    try site.edit("jitsi/docker-compose.yml") { $0.replacing("unless-stopped", with: "always") }
    try site.commitFolder("jitsi")
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-9364-1\n"])
    try site.commitFolder("")
    #expect(try site.adopt(nil).to?.tag == "stable-9364-1")
    #expect(try site.adopt().verdict == .adopted)
    #expect(try site.drift([.moved, .patches, .images]).codes == [])

    // What is in no commit there is not overwritten.
    try site.edit("jitsi/docker-compose.yml") { $0 + "# ours\n" }
    let failure = #expect(throws: UpgradeFailure.self) { try site.upgrade("stable-10184") }
    #expect(failure?.findings.first?.code.rawValue == "G513")
    #expect(failure?.findings.first?.places.map(\.path) == ["jitsi/docker-compose.yml"])
    try git(site, "commit", "-qam", "edited", folder: "jitsi")
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    #expect(site.text("jitsi/docker-compose.yml")?.hasSuffix("# ours\n") == true)
    #expect(site.text("README.md") == "docker-jitsi-meet: stable-10184\n")
    #expect(try site.drift([.moved, .patches, .images]).codes == [])

    var request = site.request
    request.release = "stable-11146-2"
    request.commitMessage = SiteRequest.message
    let refused = #expect(throws: UpgradeFailure.self) {
      try Upgrade.run(request, toolVersion: "0.0.0")
    }
    #expect(
      refused?.findings.first?.headline
        == "the generated files lie in a repository of their own, `jitsi`")
  }

  @Test("a repository inside that was not looked into is named when nothing is known")
  func nestedElsewhere() throws {
    let site = try Site()
    try site.makeByHand()
    try site.move("confomeet", to: "docker-jitsi-meet")
    try site.commitFolder("docker-jitsi-meet")
    for release in [nil, "stable-9364-1"] {
      let failure = #expect(throws: UpgradeFailure.self) { try site.adopt(release) }
      let finding = try #require(failure?.findings.first)
      #expect(finding.code.rawValue == "D326")
      #expect(
        finding.evidence
          == ["`docker-jitsi-meet` is a git repository of its own, which was not looked into"])
    }
  }

  // MARK: Files that are elsewhere

  /// A deployment in the root of a repository, with `.env` that git ignores and what is mounted beside it; the patch set
  /// generates into `confomeet`.
  private func inRoot(
    mount: String = "./own/logo.png", more: [String: String] = [:]
  ) throws -> Site {
    let site = try Site()
    try site.generate(into: ".")
    try site.makeByHand()
    try site.edit("docker-compose.yml") {
      $0.replacing(
        "            - ${CONFIG}/web:/config:Z\n",
        with: "            - ${CONFIG}/web:/config:Z\n            - \(mount):/own:ro\n")
    }
    #expect(site.text("docker-compose.yml")?.contains(mount) == true)
    try site.sandbox.write(
      [
        "own/logo.png": "logo\n", ".env": "CONFIG=./config\n", ".gitignore": ".env\n",
        "config/web/x": "", "docker-compose.override.yml": "services: {}\n",
        "scripts/backup.sh": "",
      ].merging(more) { $1 })
    try site.commitDeployment()
    try FileManager.default.removeItem(atPath: site.request.patches)
    site.request.patches = try Site(hasUpstream: false).request.patches
    return site
  }

  private func moving(_ report: Report) throws -> (command: Substring?, finding: Finding) {
    let finding = try #require(report.found("D322"))
    let advice = finding.advice.first { $0.contains("in the deployment's folder: `") }
    return (advice?.split(separator: "`").dropFirst().first, finding)
  }

  @Test("what Compose needs moves together: `.env`, override file, mounts; and nothing else")
  func together() throws {
    let site = try inRoot()
    let report = try site.adopt()
    #expect(report.verdict == .conflicts)
    let (command, finding) = try moving(report)
    #expect(
      finding.headline
        == "the files lie in the deployment's top folder, and the patch set generates into `confomeet`"
    )
    #expect(finding.advice.first?.contains("`directory: .`") == true)
    #expect(finding.advice.last?.contains("docker compose down") == true)
    #expect(try site.shell(try #require(command)) == 0, "\(command ?? "")")
    for path in [".env", "own/logo.png", "config/web/x", "docker-compose.override.yml"] {
      #expect(site.has("confomeet/" + path), "\(path)")
      #expect(!site.has(path), "\(path)")
    }
    #expect(site.has("scripts/backup.sh"))
    #expect(try site.adopt().verdict == .adopted)
  }

  @Test("what git would no longer ignore is named")
  func exposed() throws {
    let site = try inRoot(more: [".gitignore": "/.env\n"])
    let finding = try moving(try site.adopt()).finding
    #expect(
      finding.advice.contains {
        $0.contains("git ignores `.env`, and would not ignore `confomeet/.env`")
      })
  }

  @Test(
    "no move is advised where paths would no longer lead anywhere, with the reason",
    arguments: [
      ("../shared", [:], "`..` is named from there"),
      (".", [:], "the folder as a whole is mounted or built"),
      ("./own", ["confomeet/.env": "CONFIG=/srv\n"], "`confomeet/.env` is there already"),
      ("./confomeet/own", ["confomeet/own/x": ""], "`confomeet`, which is needed there, has"),
      ("./own", [".env": "CONFIG='\n"], "what Compose needs there can't be told"),
    ])
  func stays(mount: String, more: [String: String], reason: String) throws {
    let site = try inRoot(mount: mount, more: more)
    let (command, finding) = try moving(try site.adopt())
    #expect(command == nil)
    #expect(
      finding.evidence.contains { $0.hasPrefix("they had better stay there: \(reason)") },
      "\(finding.evidence)")
    #expect(finding.advice.count == 1)
  }

  @Test("a folder that gets another name takes everything along, also paths to its neighbours")
  func renamed() throws {
    let site = try Site()
    try site.makeByHand()
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing(
        "            - ${CONFIG}/web:/config:Z\n",
        with: "            - ${CONFIG}/web:/config:Z\n            - ../shared:/own:ro\n")
    }
    try site.sandbox.write(["shared/x": "", "confomeet/.env": "CONFIG=/srv\n"])
    try site.move("confomeet", to: "jitsi")
    let (command, finding) = try moving(try site.adopt())
    #expect(command == "mv jitsi confomeet")
    #expect(finding.advice.first?.contains("`directory: jitsi`") == true)
    #expect(try site.shell(try #require(command)) == 0)
    #expect(try site.adopt().verdict == .adopted)
  }

  @Test("a folder that other files take in stays")
  func takenIn() throws {
    let site = try Site()
    try site.makeByHand()
    try site.move("confomeet", to: "jitsi")
    try site.sandbox.write(["docker-compose.yml": "include:\n  - jitsi/docker-compose.yml\n"])
    let (command, finding) = try moving(try site.adopt())
    #expect(command == nil)
    #expect(
      finding.evidence.contains(
        "they had better stay there: `docker-compose.yml` names files that are there"))
  }

  @Test("an upgrade into another folder leaves nothing behind that Compose needs")
  func generatedElsewhere() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=./config\n", "confomeet/config/web/x": "",
      "confomeet/notes.txt": "nobody needs them\n",
    ])
    try site.generate(into: "jitsi/meet")
    let failure = try site.failure("stable-9364-1")
    #expect(failure.code.rawValue == "D322")
    #expect(failure.evidence == ["confomeet/.env", "confomeet/config/web"])
    let advice = failure.advice.first { $0.contains("in the deployment's folder: `") }
    let command = try #require(advice?.split(separator: "`").dropFirst().first)
    #expect(try site.shell(command) == 0, "\(command)")
    #expect(try site.upgrade("stable-9364-1").verdict == .upgraded)
    #expect(site.has("jitsi/meet/.env"))
    #expect(site.has("jitsi/meet/config/web/x"))
    #expect(site.has("jitsi/meet/docker-compose.yml"))
    #expect(!site.has("confomeet/docker-compose.yml"))
  }

  @Test("a folder of the right name further below is named with `--deployment`")
  func below() throws {
    let site = try Site()
    try site.makeByHand()
    try site.move("confomeet", to: "services/meet/confomeet")
    let finding = try moving(try site.adopt()).finding
    #expect(
      finding.advice.first
        == "name their own folder with `--deployment`: it is `services/meet` in this one")
    site.request.deployment = site.sandbox.deployment + "/services/meet"
    #expect(try site.adopt().verdict == .adopted)
  }
}
