import Findings
import Foundation
import GitKit
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// `upgrade --commit`, with git itself asked what became of the repository.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"))
struct UpgradeCommitTests {
  private let site: Site
  private let branch = "upgrade/stable-10184"

  init() throws {
    site = try Site()
    site.request.lock = site.sandbox.deployment + "/upstream-lock.yaml"
    try site.sandbox.write([
      "README.md": "docker-jitsi-meet: stable-9364-1\n", "own.txt": "ours\n",
    ])
    try site.upgrade("stable-9364-1")
    try site.commitDeployment()
    try git("config", "user.name", "Grace Example")
    try git("config", "user.email", "grace@example.org")
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> GitProgram.Output {
    let output = try GitProgram.run(arguments, in: site.sandbox.deployment)
    #expect(output.status == 0, "git \(arguments)")
    return output
  }

  private func commit(_ release: String = "stable-10184") throws -> Report {
    var request = site.request
    request.release = release
    request.commitMessage = SiteRequest.message
    return try Upgrade.run(request, toolVersion: "0.0.0")
  }

  private func failure() throws -> String? {
    let before = try references()
    let failure = #expect(throws: UpgradeFailure.self) { try commit() }
    #expect(try references() == before)
    return failure?.findings.first?.code.rawValue
  }

  private func references() throws -> [String] { try git("for-each-ref").lines }

  @Test(
    "one commit on the current one, with the files that an upgrade writes; nothing else changes")
  func commits() throws {
    try site.sandbox.write([".git/hooks/post-commit*": "#!/bin/sh\ntouch hook-was-run\n"])
    try site.sandbox.write([".git/hooks/reference-transaction*": "#!/bin/sh\nexit 1\n"])
    let before = try site.inodes().filter { !$0.key.contains(".git/objects") }
    let head = try git("rev-parse", "HEAD").text
    let report = try commit()
    #expect(report.verdict == .committed)
    #expect(report.branch == branch)
    let after = try site.inodes().filter { !$0.key.contains(".git/objects") }
    let changed = after.filter { before[$0.key] != $0.value }.keys
    // The folder itself had one more file for a moment.
    #expect(
      changed.allSatisfy {
        ($0 + "/").hasPrefix("deployment/.git/") && !$0.hasSuffix("/index")
      })
    #expect(site.text(".git/confomeet-upgrade") == nil)
    #expect(site.text(".git/HEAD") == "ref: refs/heads/main\n")

    #expect(try git("rev-parse", "\(branch)^").text == head)
    #expect(try git("rev-parse", "HEAD").text == head)
    #expect(try git("status", "--porcelain").text.isEmpty)
    #expect(try git("fsck", "--strict").status == 0)
    #expect(
      try git("log", "-1", "--format=%an %ae %cn", branch).text
        == "Grace Example grace@example.org Grace Example\n")

    // The same as without `--commit`.
    try site.upgrade("stable-10184")
    try git("add", "-A")
    #expect(try git("diff", "--cached", "--stat", branch).text.isEmpty)
  }

  @Test("the message is the report")
  func message() throws {
    _ = try commit()
    let lines = try git("log", "-1", "--format=%B", branch).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Upgrade docker-jitsi-meet to stable-10184")
    #expect(lines[1].isEmpty)
    #expect(lines[2] == "From stable-9364-1.")
    #expect(lines.allSatisfy { !$0.hasPrefix("#") })
    // A name is never broken.
    #expect(lines.allSatisfy { $0.count <= 72 || $0.split(separator: " ").count <= 2 })
    #expect(lines.contains { $0.contains("guarantees") && $0.contains("hold") })
    #expect(lines.contains { $0.contains("README.md:1: stable-9364-1 → stable-10184") })
  }

  @Test("again, it is there already; with other content it is not overwritten")
  func again() throws {
    _ = try commit()
    let there = try references()
    let second = try commit()
    #expect(second.verdict == .upToDate)
    #expect(second.branch == branch)
    #expect(try references() == there)

    try site.sandbox.write(["own.txt": "other\n"])
    try git("commit", "-qam", "other")
    #expect(try failure() == "G526")
    try git("branch", "-D", branch)
    #expect(try commit().verdict == .committed)
  }

  @Test("a branch of that name that somebody made is not moved, nor one that is checked out")
  func inUse() throws {
    try git("branch", branch)
    #expect(try failure() == "G526")
    try git("switch", "-q", branch)
    #expect(try failure() == "G526")
    try git("switch", "-q", "main")
    try git("worktree", "add", "-q", site.sandbox.path + "/other", branch)
    #expect(try failure() == "G526")
  }

  @Test("edits that are committed come along, merged")
  func edits() throws {
    try site.edit("confomeet/env.example") { $0 + "\nOWN=1\n" }
    try git("commit", "-qam", "edit")
    #expect(try commit().verdict == .committed)
    let text = try git("show", "\(branch):confomeet/env.example").text
    #expect(text.contains("\nOWN=1\n"))
    try git("switch", "-q", branch)
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)
  }

  @Test("what the commit builds on has to be committed: files, the lock")
  func uncommitted() throws {
    try site.edit("confomeet/env.example") { $0 + "\nOWN=1\n" }
    #expect(try failure() == "G513")
    try git("checkout", "-q", ".")
    try site.edit("upstream-lock.yaml") { $0 + "\n" }
    #expect(try failure() == "G513")
    try git("checkout", "-q", ".")
    // What is ignored is in no commit.
    try git("rm", "-q", "--cached", "confomeet/env.example")
    try site.sandbox.write([".gitignore": "env.example\n"])
    try git("add", "-A")
    try git("commit", "-qm", "ignore")
    #expect(try failure() == "G513")
  }

  @Test("changes in other files are nobody's business")
  func otherChanges() throws {
    try site.sandbox.write(["own.txt": "not committed\n", "new.txt": "new\n"])
    #expect(try commit().verdict == .committed)
    #expect(try git("show", "\(branch):own.txt").text == "ours\n")
    #expect(try git("status", "--porcelain").lines == [" M own.txt", "?? new.txt"])
  }

  @Test("conflicts stop it, and a dry run writes nothing")
  func nothingWritten() throws {
    let before = try references()
    var request = site.request
    request.release = "stable-10184"
    request.commitMessage = SiteRequest.message
    request.isDryRun = true
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .wouldChange)
    try site.remove("confomeet/docker-compose.yml")
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.deployment + "/confomeet/docker-compose.yml",
      withDestinationPath: "../own.txt")
    try git("commit", "-qam", "a link")
    let after = try references()
    #expect(try commit().verdict == .conflicts)
    #expect(try references() == after)
    #expect(before.count == after.count)
  }

  @Test("conflicts are marked in the commit, and finished on a checkout of its branch")
  func marked() throws {
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing("${HTTP_PORT}:80", with: "8080-8081:80")
    }
    try git("commit", "-qam", "edit")
    let head = try git("rev-parse", "HEAD").text
    var request = site.request
    request.release = "stable-11146-2"
    request.marksConflicts = true
    request.commitMessage = SiteRequest.message
    request.isDryRun = true
    let before = try references()
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .conflicts)
    #expect(try references() == before)

    request.isDryRun = false
    let report = try Upgrade.run(request, toolVersion: "0.0.0")
    let branch = "upgrade/stable-11146-2"
    #expect(report.verdict == .marked && report.branch == branch)
    #expect(try git("status", "--porcelain").text.isEmpty)
    #expect(
      try git("rev-parse", "HEAD", "\(branch)^").lines
        == [head, head].map { $0.filter { !$0.isNewline } })
    let subject = try git("log", "-1", "--format=%s", branch).text
    #expect(subject == "Upgrade docker-jitsi-meet to stable-11146-2: 1 conflict marked\n")
    let compose = try git("show", "\(branch):confomeet/docker-compose.yml").text
    #expect(compose.contains("<<<<<<< deployment\n"))
    #expect(try git("diff", "--name-only", "main", branch, "--", "upstream-lock.yaml").text.isEmpty)
    // Once more, it is there.
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .marked)

    try git("switch", "-q", branch)
    #expect(try Upgrade.resume(site.request, toolVersion: "0.0.0").verdict == .conflicts)
    try site.edit("confomeet/docker-compose.yml") { text in
      var isOurs = true
      return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        switch line.prefix(7) {
        case "<<<<<<<": return false
        case "|||||||":
          isOurs = false
          return false
        case ">>>>>>>":
          isOurs = true
          return false
        default: return isOurs
        }
      }.joined(separator: "\n")
    }
    #expect(try Upgrade.resume(site.request, toolVersion: "0.0.0").verdict == .upgraded)
    #expect(site.text("upstream-lock.yaml")?.contains("stable-11146-2") == true)
  }

  @Test("what can't be marked is no commit")
  func unmarkable() throws {
    try site.remove("confomeet/docker-compose.yml")
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.deployment + "/confomeet/docker-compose.yml",
      withDestinationPath: "../own.txt")
    try git("commit", "-qam", "a link")
    let before = try references()
    site.request.marksConflicts = true
    #expect(try commit().verdict == .conflicts)
    #expect(try references() == before)
  }

  @Test("a lock outside the repository stays as it is, and that is said")
  func lockElsewhere() throws {
    let outside = site.sandbox.path + "/upstream-lock.yaml"
    try FileManager.default.moveItem(atPath: site.request.lock, toPath: outside)
    try git("commit", "-qam", "no lock")
    site.request.lock = outside
    let lock = site.lock
    let report = try commit()
    #expect(report.verdict == .committed)
    #expect(report.codes == ["G528"])
    #expect(site.lock == lock)

    // What is advised: once it is merged, the lock follows.
    try git("merge", "-q", "--ff-only", branch)
    let files = try site.sandbox.snapshot("deployment/confomeet")
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    #expect(try site.sandbox.snapshot("deployment/confomeet") == files)
    #expect(site.lock?.contains("stable-10184") == true)
  }

  @Test("a deployment in a folder of its repository, beside a submodule")
  func subfolder() throws {
    let top = try Site()
    try top.sandbox.write(["README.md": "docker-jitsi-meet: stable-9364-1\n"])
    try top.upgrade("stable-9364-1")
    let commands: [[String]] = [
      ["init", "-q", "-b", "main"], ["config", "user.name", "Grace"],
      ["config", "user.email", "grace@example.org"],
      ["add", "deployment", "upstream-lock.yaml"],
      ["update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),sub"],
      ["commit", "-q", "-m", "x"],
    ]
    for arguments in commands {
      #expect(try GitProgram.run(arguments, in: top.sandbox.path).status == 0)
    }
    top.request.release = "stable-10184"
    top.request.commitMessage = SiteRequest.message
    let report = try Upgrade.run(top.request, toolVersion: "0.0.0")
    #expect(report.verdict == .committed)
    #expect(report.codes.isEmpty)
    let changed = try GitProgram.run(
      ["diff", "--name-only", "main", branch], in: top.sandbox.path
    ).lines
    #expect(changed.contains("deployment/README.md"))
    #expect(changed.contains("upstream-lock.yaml"))
    #expect(changed.allSatisfy { $0 != "sub" })
  }

  @Test("no repository, and one without a commit, are said")
  func noRepository() throws {
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/.git")
    var request = site.request
    request.release = "stable-10184"
    request.commitMessage = SiteRequest.message
    var failure = #expect(throws: UpgradeFailure.self) {
      try Upgrade.run(request, toolVersion: "0.0.0")
    }
    #expect(failure?.findings.first?.code.rawValue == "G525")
    try git("init", "-q")
    failure = #expect(throws: UpgradeFailure.self) {
      try Upgrade.run(request, toolVersion: "0.0.0")
    }
    #expect(failure?.findings.first?.code.rawValue == "G525")
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }
}
