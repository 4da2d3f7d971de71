import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Changes of upstream and of the patch set that are more than new bytes.
struct UpgradeChangeTests {
  private func files(_ site: Site) throws -> [String: String] {
    try site.sandbox.snapshot("deployment")
  }

  @Test("a file that becomes a folder, and a folder that becomes a file")
  func kinds() throws {
    let site = try Site()
    let mounts = "services:\n  one:\n    image: one\n    volumes: [./prometheus:/a, ./loki:/b]\n"
    try site.release("stable-12000") { files in
      try files.write(mounts, to: "extra.yml")
      try files.write("1\n", to: "prometheus/rules")
      try files.write("1\n", to: "loki/settings/main")
    }
    try site.release("stable-12001") { files in
      try files.write(mounts, to: "extra.yml")
      try files.write("2\n", to: "prometheus/rules/one")
      try files.write("2\n", to: "loki/settings")
    }
    for release in ["stable-12000", "stable-12001", "stable-12000"] {
      #expect(try site.upgrade(release).verdict == .upgraded)
      let found = try files(site)
      let isOld = release == "stable-12000"
      #expect(found["confomeet/prometheus/rules"] == (isOld ? "file 644 1\n" : "folder 755"))
      #expect(found["confomeet/loki/settings"] == (isOld ? "folder 755" : "file 644 2\n"))
      #expect(try site.upgrade(release).verdict == .upToDate)
    }
  }

  @Test("a folder that becomes a file keeps what people put into it")
  func occupiedFolder() throws {
    let site = try Site()
    let mounts = "services:\n  one:\n    image: one\n    volumes: [./loki:/b]\n"
    try site.release("stable-12000") { files in
      try files.write(mounts, to: "extra.yml")
      try files.write("1\n", to: "loki/settings/main")
    }
    try site.release("stable-12001") { files in
      try files.write(mounts, to: "extra.yml")
      try files.write("2\n", to: "loki/settings")
    }
    try site.upgrade("stable-12000")
    try site.sandbox.write(["confomeet/loki/settings/mine": "mine\n"])
    let before = try site.inodes()
    let report = try site.upgrade("stable-12001")
    #expect(report.verdict == .conflicts)
    #expect(report.codes == ["U222"])
    #expect(try site.inodes() == before)
  }

  @Test("a mode that upstream changes")
  func mode() throws {
    let site = try Site()
    try site.release { files in files[try TreePath("gen-passwords.sh")]?.mode = .regular }
    try site.upgrade("stable-11146-2")
    let report = try site.upgrade("stable-12000")
    let file = try #require(report.files.first { $0.path == "confomeet/gen-passwords.sh" })
    #expect(file.verdict == .updated)
    #expect([file.oldMode, file.newMode] == ["100755", "100644"])
    #expect(try files(site)["confomeet/gen-passwords.sh"]?.hasPrefix("file 644") == true)
  }

  @Test("another patch set at the same release")
  func patchSet() throws {
    let site = try Site()
    try site.upgrade("stable-10184")
    let first = try #require(site.lock)
    let patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: patches)
    site.request.patches = patches
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)

    try site.sandbox.write(["README.md": "Modules\n"], to: "patches/prosody-plugins/files")
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded)
    #expect(
      report.files(.updated).map(\.path) == ["confomeet/prosody/prosody-plugins-custom/README.md"])
    #expect(site.lock != first)
    // A word in a reason changes no file, but says what the deployment was made with.
    let manifest = URL(fileURLWithPath: patches + "/network/patch.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8) + "# seen\n"
    try Data(text.utf8).write(to: manifest)
    let again = try site.upgrade("stable-10184")
    #expect(again.verdict == .upgraded)
    #expect(again.files.allSatisfy { $0.verdict == .unchanged })
  }

  @Test(
    "an edit is merged though the patch set changed, with findings that are accepted beside it",
    .enabled(if: GitProgram.isInstalled, "git is not installed"))
  func formerPatchSet() throws {
    let site = try Site()
    let project = site.sandbox.path + "/project"
    try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
    site.request.patches = project + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: site.request.patches)
    try site.sandbox.write(
      [
        "accepted.yaml":
          "accepted:\n  - {code: E401, path: confomeet/.env, because: it is read elsewhere}\n"
      ], to: "project/patches")
    func commit() throws {
      for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "patches"]] {
        #expect(try GitProgram.run(arguments, in: project).status == 0)
      }
    }
    try commit()
    try site.upgrade("stable-10184")

    func edit(_ path: String, _ old: String, _ new: String) throws {
      let file = URL(fileURLWithPath: site.sandbox.path + "/" + path)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: file)
    }
    try edit(
      "deployment/confomeet/env.example", "CONFOMEET_S3_ATTEMPTS=5", "CONFOMEET_S3_ATTEMPTS=7")
    try edit("project/patches/jibri-s3/patch.yaml", "us-east-1", "eu-west-1")
    try commit()
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    let merged = try files(site)["confomeet/env.example"]
    #expect(merged?.contains("CONFOMEET_S3_ATTEMPTS=7\n") == true)
    #expect(merged?.contains("CONFOMEET_S3_REGION=eu-west-1\n") == true)
  }

  @Test("another folder for what is generated: the files move there")
  func directory() throws {
    let site = try Site()
    try site.upgrade("stable-10184")
    let patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: patches)
    let manifest = URL(fileURLWithPath: patches + "/patchset.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("directory: confomeet\n", with: "directory: jitsi/meet\n").utf8)
      .write(to: manifest)
    site.request.patches = patches
    let before = try files(site)
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    var after: [String: String] = ["jitsi": "folder 755"]
    for (path, file) in before { after["jitsi/meet" + path.dropFirst("confomeet".count)] = file }
    #expect(try files(site) == after)
  }
}
