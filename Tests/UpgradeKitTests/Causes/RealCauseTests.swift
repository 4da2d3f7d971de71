import Findings
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Causes on real upstream are the commits that `git log -S` and `git log -L` name.
@Suite(
  .enabled(
    if: RealUpstream.path != nil && GitProgram.isInstalled,
    "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealCauseTests {
  /// Two releases, a file, and a text whose number in it differs between them.
  struct Case: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let path: String
    let text: String

    var testDescription: String { "\(text) in \(path), \(old)..\(new)" }

    init(_ old: String, _ new: String, _ path: String, _ text: String) {
      (self.old, self.new, self.path, self.text) = (old, new, path, text)
    }
  }

  static let cases = [
    Case("stable-9364-1", "stable-11146-2", "docker-compose.yml", "ENABLE_SCTP"),
    Case("stable-9364-1", "stable-10184", "docker-compose.yml", "XMPP_HIDDEN_DOMAIN"),
    Case("stable-9364-1", "stable-10184", "jibri.yml", "XMPP_RECORDER_DOMAIN"),
    Case("stable-9364-1", "stable-11146-2", "docker-compose.yml", "TESTING_AV1_SUPPORT"),
    Case("stable-9364-1", "stable-11146-2", "docker-compose.yml", "DEPLOYMENTINFO_USERREGION"),
    Case("stable-9364-1", "stable-11146-2", "jibri.yml", "JIBRI_RECORDING_VIDEO_ENCODE_PRESET"),
    Case("stable-10184", "stable-11146-2", "jibri/Dockerfile", "unzip"),
    Case("stable-10184", "stable-11146-2", "jibri/Dockerfile", "rclone"),
    Case(
      "stable-9364-1", "stable-11146-2", "jibri/rootfs/defaults/jibri.conf", "custom-jibri.conf"),
    Case("stable-9364-1", "stable-11146-2", "base/Dockerfile", "bullseye"),
    Case("stable-9364-1", "stable-11146-2", "jibri/Dockerfile", "CHROME_RELEASE=121.0.6167.85"),
    Case("stable-10184", "stable-11146-2", "docker-compose.yml", "read_only: true"),
    Case("stable-7439", "stable-9364-1", "docker-compose.yml", "meet.jitsi:"),
    Case("stable-7439", "stable-11146-2", "jicofo/rootfs/defaults/jicofo.conf", "use-random-name"),
    Case("stable-7439", "stable-11146-2", "env.example", "#ENABLE_LETSENCRYPT=1"),
    Case("stable-7439", "stable-11146-2", "jibri/rootfs/etc/cont-init.d/10-config", "tpl"),
  ]

  private func occurrences(_ text: String, _ content: [UInt8]) -> Int {
    String(decoding: content, as: UTF8.self).ranges(of: text).count
  }

  @Test("a text that came or went", arguments: cases)
  func pickaxe(_ example: Case) throws {
    let (upstream, _) = try RealUpstream.open()
    let old = try upstream.release(named: example.old).commit
    let new = try upstream.release(named: example.new).commit
    let range = try CommitRange(of: upstream.repository, from: old, to: new)
    let path = try TreePath(example.path)
    let own = try range.versions(of: path).changes { object throws(GitError) in
      try object.map { object throws(GitError) in
        occurrences(example.text, try upstream.repository.blob(object.id))
      } ?? 0
    }
    let git = GitOracle(
      folder: RealUpstream.path ?? "", range: "\(example.old)..\(example.new)")
    let known = try git.commits(changing: example.text, in: example.path)
    let before = try git.text(example.path, at: example.old)?.ranges(of: example.text).count ?? 0
    let after = try git.text(example.path, at: example.new)?.ranges(of: example.text).count ?? 0
    #expect(own.map(\.hex) == Array(known.prefix(own.count)))
    // What came and went before it was as at the beginning is no cause.
    #expect(own.isEmpty == (before == after))
    #expect(before != 0 && after != 0 || own.count == known.count)
  }

  @Test(
    "lines that both sides changed",
    arguments: [
      ("jibri/rootfs/usr/bin/install-chrome.sh", "apt-dpkg-wrap"),
      ("jibri/Dockerfile", "CHROME_RELEASE="),
    ])
  func lines(_ path: String, _ text: String) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-9364-1")
    let before = try #require(site.text("confomeet/" + path))
    let changed = before.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains(text) ? line + " # ours" : line
    }.joined(separator: "\n")
    #expect(changed != before)
    try site.sandbox.write(["confomeet/" + path: changed])
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    let conflicts = report.findings(.conflict).map(\.finding)
    let git = GitOracle(folder: site.request.upstream ?? "", range: "stable-9364-1..stable-11146-2")
    let all = Set(
      try GitProgram.run(["log", "--format=%H", git.range, "--", path], in: git.folder).lines)
    // Where such a line is still there, git follows it back from the new release.
    let after = try #require(try git.text(path, at: "stable-11146-2"))
    let numbers = after.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains(text) }.map { $0.offset + 1 }
    let followed = try numbers.flatMap { try git.commits(changingLines: $0...$0, of: path) }
    let named = conflicts.flatMap(\.commits)
    #expect(followed.isEmpty || !Set(followed).isDisjoint(with: named))
    for finding in conflicts {
      #expect(!finding.causes.isEmpty)
      #expect(Set(finding.commits).isSubset(of: all))
      for cause in finding.causes { try git.expect(cause) }
    }
    #expect(!conflicts.isEmpty)
  }
}
