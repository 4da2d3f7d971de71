import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// A deployment that is a git repository.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"))
struct UpgradeGitTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-9364-1\n"])
    try site.upgrade("stable-9364-1")
  }

  @Test("what is committed may be written over")
  func committed() throws {
    try site.commitDeployment()
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }

  @Test("a change that is in no commit stops the run")
  func uncommitted() throws {
    try site.commitDeployment()
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-9364-1\nand more\n"])
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G513")
    #expect(finding.places.map(\.path) == ["README.md"])
    #expect(!finding.advice.isEmpty)
  }

  @Test("a change in a file that stays as it is matters to nobody")
  func uncommittedElsewhere() throws {
    try site.sandbox.write(["notes.txt": "one\n"])
    try site.commitDeployment()
    try site.sandbox.write(["notes.txt": "two\n"])
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }

  @Test("generated files that git does not know are fine, when they are as they were generated")
  func untracked() throws {
    try site.sandbox.write([".gitignore": "confomeet/jibri\n"])
    #expect(
      try GitProgram.run(["init", "-q", "-b", "main"], in: site.sandbox.deployment).status == 0)
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    #expect(try site.upgrade("stable-11146-2").verdict == .upgraded)
  }

  @Test("a deployment in a folder of a repository is told of by its own paths")
  func subfolder() throws {
    for arguments in [
      ["init", "-q", "-b", "main"], ["add", "deployment"], ["commit", "-q", "-m", "x"],
    ] {
      #expect(try GitProgram.run(arguments, in: site.sandbox.path).status == 0)
    }
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-9364-1\nand more\n"])
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G513")
    #expect(finding.places.map(\.path) == ["README.md"])
  }
}
