import Findings
import GitKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// Every conflict names the upstream commit that brought it about.
struct CauseTests {
  private let history: CauseSite
  private let dockerfile = "jibri/Dockerfile"

  init() throws {
    history = try CauseSite()
    history.site.request.wantsUpstreamChanges = true
  }

  /// A commit about something else, in the same file.
  private func changeElsewhere(_ number: Int) throws {
    try history.commit("chore(jibri): note \(number)") {
      try $0.write(try $0.text(dockerfile) + "# note \(number)\n", to: dockerfile)
    }
  }

  private func removeChrome(on parents: [ObjectID] = []) throws -> ObjectID {
    try history.commit("refactor(jibri): install Chrome elsewhere (#77)", on: parents) {
      try $0.replace("/usr/bin/install-chrome.sh", with: "/usr/bin/fetch-chrome", in: dockerfile)
    }
  }

  @Test("the commit is named by its subject, day, pull request and first release")
  func named() throws {
    try changeElsewhere(1)
    let commit = try removeChrome()
    try history.release("stable-11900")
    try changeElsewhere(2)
    try history.release("stable-12000")
    let finding = try #require(try history.findings("U202", "U203").first)
    let cause = try #require(finding.causes.first)
    #expect(finding.causes.count == 1)
    #expect(cause.commit == commit.hex)
    #expect(cause.subject == "refactor(jibri): install Chrome elsewhere (#77)")
    #expect(cause.date == "2026-09-23")
    #expect(cause.pullRequest == 77)
    #expect(cause.firstRelease == "stable-11900")
  }

  @Test("conflicts of several patches that one commit brought about have the same cause")
  func shared() throws {
    let commit = try history.commit("refactor(jibri): rename the template") {
      $0[try TreePath("jibri/rootfs/defaults/recorder.conf")] =
        $0[try TreePath("jibri/rootfs/defaults/jibri.conf")]
      $0[try TreePath("jibri/rootfs/defaults/jibri.conf")] = nil
      try $0.replace("/usr/bin/install-chrome.sh", with: "/bin/true", in: dockerfile)
    }
    try history.release("stable-12000")
    let report = try history.site.upgrade("stable-12000", dryRun: true)
    let conflicts = report.findings(.conflict)
    #expect(conflicts.count > 2)
    #expect(conflicts.allSatisfy { $0.finding.commits == [commit.hex] })
    #expect(TextRenderer().render(report).contains("is behind these \(conflicts.count):"))
  }

  @Test("an assumption that was broken, mended and broken again: the last commit did it")
  func brokenAgain() throws {
    let text = "COPY rootfs/ /"
    func set(_ subject: String, _ old: String, _ new: String) throws -> ObjectID {
      try history.commit(subject) { try $0.replace(old, with: new, in: dockerfile) }
    }
    _ = try set("refactor: copy otherwise", text, "COPY files/ /")
    _ = try set("Revert \"refactor: copy otherwise\"", "COPY files/ /", text)
    let last = try set("refactor: copy otherwise, again", text, "COPY files/ /")
    try changeElsewhere(1)
    try history.release("stable-12000")
    let findings = try history.findings("U202")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.commits == [last.hex] })
  }

  @Test("what was reverted before the release is no conflict")
  func reverted() throws {
    _ = try removeChrome()
    try history.commit("Revert \"refactor(jibri): install Chrome elsewhere\"") {
      try $0.replace("/usr/bin/fetch-chrome", with: "/usr/bin/install-chrome.sh", in: dockerfile)
    }
    try history.release("stable-12000")
    #expect(try history.site.upgrade("stable-12000", dryRun: true).verdict == .wouldChange)
  }

  @Test("a commit on a branch that was merged is named, not the merge")
  func merged() throws {
    let base = history.tip
    let side = try removeChrome(on: [base])
    let files = try history.files(of: side)
    let main = try history.commit("chore: elsewhere", on: [base]) {
      try $0.write("# later\n", to: "notes.md")
    }
    try history.commit("Merge branch 'chrome'", on: [main, side]) {
      $0[try TreePath(dockerfile)] = files[try TreePath(dockerfile)]
    }
    try changeElsewhere(1)
    try history.release("stable-12000")
    let findings = try history.findings("U202", "U203")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.commits == [side.hex] })
  }

  @Test("a file that was followed names the commit that moved it")
  func moved() throws {
    let commit = try history.commit("refactor: move the example") {
      $0[try TreePath("config/env.example")] = $0[try TreePath("env.example")]
      $0[try TreePath("env.example")] = nil
    }
    try changeElsewhere(1)
    try history.release("stable-12000")
    let findings = try history.findings("U210")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.commits == [commit.hex] })
  }

  @Test("when no variant suits any more, the commits that ended the one in use are named")
  func noVariant() throws {
    let commit = try history.commit("feat(base): another init system (#90)") { files in
      for path in files.paths(below: "jibri/rootfs/etc/s6-overlay") { files[path] = nil }
    }
    try changeElsewhere(1)
    try history.release("stable-12000")
    let findings = try history.findings("U201")
    #expect(findings.count == 1)
    #expect(findings.first?.commits == [commit.hex])
  }

  @Test("what ended a variant that was not in use is no cause")
  func variantNotInUse() throws {
    let old = try TreePath("jibri/rootfs/etc/cont-init.d/old")
    try history.release("stable-11500") { $0[old] = FileTree.File(content: []) }
    try history.site.upgrade("stable-11500")
    try history.commit("chore(jibri): nothing runs these any more") { $0[old] = nil }
    let commit = try history.commit("feat(base): another init system (#90)") { files in
      for path in files.paths(below: "jibri/rootfs/etc/s6-overlay") { files[path] = nil }
    }
    try history.release("stable-12000")
    #expect(try history.findings("U201").map(\.commits) == [[commit.hex]])
  }

  @Test("a guarantee that is not held any more names the commit since which it is not")
  func guarantee() throws {
    try changeElsewhere(1)
    let commit = try history.commit("refactor(jibri): no domain") {
      try $0.replace("            - XMPP_DOMAIN\n", with: "", in: "jibri.yml")
    }
    try changeElsewhere(2)
    try changeElsewhere(3)
    try history.release("stable-12000")
    let report = try history.site.upgrade("stable-12000", dryRun: true)
    #expect(report.verdict == .conflicts)
    #expect(report.findings(.conflict).allSatisfy { $0.finding.commits == [commit.hex] })
  }

  @Test("a change of the patch set has no upstream commit behind it")
  func sameRelease() throws {
    let site = try Site()
    site.request.wantsUpstreamChanges = true
    try site.upgrade("stable-11146-2")
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upToDate)
    #expect(report.upstreamChanges == nil)
  }

  @Test("on the way back, the commit that will be missing is named")
  func downgrade() throws {
    let commit = try history.commit("feat: a network of its own") {
      try $0.write(
        "services:\n    extra:\n        image: example/extra:1\n        networks:\n            meet.jitsi:\n",
        to: "extra.yml")
    }
    try history.release("stable-12000")
    try history.site.upgrade("stable-12000")
    let report = try history.site.upgrade("stable-11146-2", dryRun: true)
    let changes = try #require(report.upstreamChanges)
    #expect(changes.isReversed)
    let gone = try #require(changes.consequences.first { $0.topic == .serviceRemoved })
    #expect(gone.subjects == ["extra"])
    #expect(gone.causes.map(\.commit) == [commit.hex])
  }
}
