import Findings
import Foundation
import GitKit
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// `upgrade --commit` in repositories of many kinds: what is committed is what an upgrade of the checked-out files and
/// `git add` would give, and neither work tree nor index change.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"))
struct CommitRepositoryTests {
  private let site: Site
  private let branch = "upgrade/stable-10184"
  /// The top of the repository.
  private let top: String

  init() throws {
    site = try Site()
    top = site.sandbox.deployment
    site.request.lock = top + "/upstream-lock.yaml"
    site.request.release = "stable-10184"
    site.request.commitMessage = SiteRequest.message
    try site.sandbox.write([
      "README.md": "docker-jitsi-meet: stable-9364-1\n", "other/own.txt": "ours\n",
    ])
    var request = site.request
    request.release = "stable-9364-1"
    request.commitMessage = nil
    _ = try Upgrade.run(request, toolVersion: "0.0.0")
    try site.commitDeployment()
    try git("config", "user.name", "Grace")
    try git("config", "user.email", "grace@example.org")
  }

  @discardableResult
  private func git(_ arguments: String..., at folder: String? = nil) throws -> GitProgram.Output {
    let output = try GitProgram.run(arguments, in: folder ?? top)
    #expect(output.status == 0, "git \(arguments)")
    return output
  }

  /// Everything that a person could notice, but for branches.
  private func state(of folder: String) throws -> [String: String] {
    var state: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where !name.hasPrefix(".git/") || name == ".git/HEAD" || name == ".git/index" {
      let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[
        .posixPermissions]
      state[name] = "\(ObjectID.ofBlob(Array(bytes))) \(mode ?? "")"
    }
    // Git may write the index anew; so it comes last.
    state["status"] = try GitProgram.run(
      ["--no-optional-locks", "status", "--porcelain"], in: folder
    ).text
    return state
  }

  /// Commits the upgrade of a work tree, and looks at what became of it.
  @discardableResult
  private func commit(at folder: String? = nil, below sub: String = "") throws -> Report {
    let folder = folder ?? top
    var request = site.request
    request.deployment = folder + sub
    request.lock = folder + sub + "/upstream-lock.yaml"
    let before = try state(of: folder)
    let report = try Upgrade.run(request, toolVersion: "0.0.0")
    #expect(try state(of: folder) == before)
    #expect(report.verdict == .committed)
    #expect(try git("fsck", "--strict", at: folder).status == 0)
    return report
  }

  /// Expects a refusal that leaves everything as it was.
  private func refusal(at folder: String? = nil, commits: Bool = true) throws -> Finding {
    let folder = folder ?? top
    var request = site.request
    request.deployment = folder
    request.lock = folder + "/upstream-lock.yaml"
    request.commitMessage = commits ? SiteRequest.message : nil
    let before = try state(of: folder)
    let branches = try GitProgram.run(["for-each-ref"], in: folder).lines
    let failure = #expect(throws: UpgradeFailure.self) {
      try Upgrade.run(request, toolVersion: "0.0.0")
    }
    #expect(try state(of: folder) == before)
    #expect(try GitProgram.run(["for-each-ref"], in: folder).lines == branches)
    return try #require(failure?.findings.first)
  }

  /// The tree of an upgrade of the files of a fresh clone, added with git.
  private func expectedTree(below sub: String = "", with settings: [String] = []) throws -> String {
    let clone = site.sandbox.path + "/expected"
    try git("clone", "-q", top, clone, at: site.sandbox.path)
    for setting in settings {
      let parts = setting.split(separator: "=").map(String.init)
      try git("config", parts[0], parts[1], at: clone)
    }
    var request = site.request
    request.deployment = clone + sub
    request.lock = clone + sub + "/upstream-lock.yaml"
    request.commitMessage = nil
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .upgraded)
    try git("add", "-A", at: clone)
    return try git("write-tree", at: clone).text
  }

  private var committedTree: String {
    get throws { try git("rev-parse", "\(branch)^{tree}").text }
  }

  @Test("a linked work tree, also when the deployment is a folder of it")
  func linkedWorkTree() throws {
    let other = site.sandbox.path + "/linked"
    try git("worktree", "add", "-q", "-b", "work", other)
    try commit(at: other)
    #expect(try committedTree == expectedTree())
    #expect(try git("rev-parse", "\(branch)^").text == git("rev-parse", "main").text)

    try git("branch", "-D", branch)
    try FileManager.default.createDirectory(
      atPath: top + "/ops/jitsi", withIntermediateDirectories: true)
    try git("mv", "README.md", "confomeet", "upstream-lock.yaml", "ops/jitsi/")
    try git("commit", "-qm", "move")
    try git("merge", "-q", "main", at: other)
    try commit(at: other, below: "/ops/jitsi")
    try FileManager.default.removeItem(atPath: site.sandbox.path + "/expected")
    #expect(try committedTree == expectedTree(below: "/ops/jitsi"))
  }

  @Test(
    "a sparse checkout: what it leaves out is neither deleted nor lost", arguments: [true, false])
  func sparse(isCone: Bool) throws {
    let tree = try expectedTree()
    let patterns =
      isCone
      ? ["--cone", "confomeet/prosody"] : ["--no-cone", "/*", "!/confomeet/jibri/", "!/other/"]
    try #require(GitProgram.run(["sparse-checkout", "set"] + patterns, in: top).status == 0)
    #expect(site.text("confomeet/jibri/Dockerfile") == nil)
    try commit()
    #expect(try committedTree == tree)
    #expect(try git("show", "\(branch):other/own.txt").text == "ours\n")
  }

  @Test("without `--commit` a sparse checkout is refused: its files would pass for deleted")
  func sparseInPlace() throws {
    try git("sparse-checkout", "set", "--no-cone", "/*", "!/confomeet/jibri/")
    let finding = try refusal(commits: false)
    #expect(finding.code == .notWritable)
    #expect(finding.places.contains { $0.path == "confomeet/jibri/Dockerfile" })
    #expect(finding.advice.contains { $0.contains("--commit") })
    // What is left out and not generated does not matter.
    try git("sparse-checkout", "set", "--no-cone", "/*", "!/other/")
    var request = site.request
    request.commitMessage = nil
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .upgraded)
  }

  @Test("a sparse index cannot be read, and it is said how to do without")
  func sparseIndex() throws {
    try git("sparse-checkout", "set", "--cone", "--sparse-index", "confomeet/prosody")
    let finding = try refusal()
    #expect(finding.code == .commitNeedsRepository)
    #expect(finding.advice.contains { $0.contains("--no-sparse-index") })
    try git("sparse-checkout", "reapply", "--no-sparse-index")
    try commit()
  }

  @Test(
    "a repository with SHA-256 ids cannot be read, and is not taken for none",
    arguments: [true, false])
  func sha256(commits: Bool) throws {
    try FileManager.default.removeItem(atPath: top + "/.git")
    try git("init", "-q", "--object-format=sha256", "-b", "main")
    try git("add", "-A")
    try git("commit", "-qm", "one")
    let finding = try refusal(commits: commits)
    #expect(finding.code == (commits ? .commitNeedsRepository : .uncommittedChanges))
    #expect(finding.headline.contains("kind that cannot be read"))
  }

  @Test("a detached HEAD is a commit like any other; an unborn one is none")
  func heads() throws {
    let tree = try expectedTree()
    try git("checkout", "-q", "--detach")
    try commit()
    #expect(try committedTree == tree)
    try git("branch", "-D", branch)
    try git("symbolic-ref", "HEAD", "refs/heads/unborn")
    #expect(try refusal().code == .commitNeedsRepository)
  }

  @Test(
    "line endings of a checkout are not those of the commit",
    arguments: ["core.autocrlf=true", "core.eol=crlf"])
  func lineEndings(setting: String) throws {
    try site.sandbox.write([".gitattributes": "*.yml text\n*.sh text eol=lf\n* text=auto\n"])
    try git("add", ".gitattributes")
    try git("commit", "-qm", "attributes")
    let parts = setting.split(separator: "=").map(String.init)
    try git("config", parts[0], parts[1])
    for name in ["confomeet", "README.md"] {
      try FileManager.default.removeItem(atPath: top + "/" + name)
    }
    try git("checkout", "-q", "--", ".")
    #expect(site.text("confomeet/jibri.yml")?.contains("\r\n") == true)
    try commit()
    #expect(try committedTree == expectedTree(with: [setting]))
    #expect(try !git("show", "\(branch):confomeet/jibri.yml").text.contains("\r\n"))
  }

  @Test("file modes are the commit's, also where the file system has none")
  func fileModes() throws {
    let tree = try expectedTree()
    try git("config", "core.fileMode", "false")
    for name in ["confomeet/gen-passwords.sh", "confomeet/jibri/rootfs/usr/bin/finalize-s3.sh"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: top + "/" + name)
    }
    try commit()
    #expect(try committedTree == tree)
  }

  @Test("files that git stores through a filter are refused: the commit has something else")
  func filters() throws {
    try git("config", "filter.box.clean", "tr a-z A-Z")
    try git("config", "filter.box.smudge", "tr A-Z a-z")
    try site.sandbox.write([".gitattributes": "jibri.yml filter=box\n"])
    try git("add", ".gitattributes")
    try git("add", "--renormalize", ".")
    try git("commit", "-qm", "filter")
    let finding = try refusal()
    #expect(finding.code == .uncommittedChanges)
    #expect(finding.places.map(\.path) == ["confomeet/jibri.yml"])
    #expect(finding.evidence.contains { $0.contains("`box`") })
    // Files of nobody's business may have one.
    try site.sandbox.write([".gitattributes": "own.txt filter=box\n"])
    try git("add", ".gitattributes")
    try git("add", "--renormalize", ".")
    try git("commit", "-qm", "filter")
    try commit()
  }

  @Test(
    "who commits is said by the environment, else by git's configuration, else nobody is made up")
  func identity() throws {
    site.request.identity = ["GIT_AUTHOR_NAME": "Ada", "GIT_COMMITTER_EMAIL": "bot@example.org"]
    try commit()
    #expect(
      try git("log", "-1", "--format=%an %ae, %cn %ce", branch).text
        == "Ada grace@example.org, Grace bot@example.org\n")
    try git("branch", "-D", branch)
    site.request.identity = [:]
    // Empty values hide those of the machine that runs this.
    for key in ["user.name", "user.email"] { try git("config", key, "") }
    let finding = try refusal()
    #expect(finding.code == .authorUnknown)
    #expect(finding.advice.contains { $0.contains("GIT_AUTHOR_NAME") })
  }

  @Test("the branch is there with the same content, by another's hand and on another commit")
  func sameContent() throws {
    try commit()
    let tip = try git("rev-parse", branch).text
    try git("commit", "-q", "--allow-empty", "-m", "later")
    #expect(try Upgrade.run(site.request, toolVersion: "0.0.0").verdict == .upToDate)
    #expect(try git("rev-parse", branch).text == tip)
  }

  @Test(
    "a branch that its name clashes with is named",
    arguments: ["upgrade", "upgrade/stable-10184/x"])
  func clash(other: String) throws {
    try git("branch", other)
    let finding = try refusal()
    #expect(finding.code == .branchInUse)
    #expect(finding.headline.contains("`\(other)`"))
    site.request.isDryRun = true
    #expect(try refusal().code == .branchInUse)
    site.request.isDryRun = false
    try git("branch", "-m", other, "old")
    try commit()
  }

  @Test("another program's lock on the branch is named")
  func lockedBranch() throws {
    try site.sandbox.write([".git/refs/heads/upgrade/stable-10184.lock": ""])
    let finding = try refusal()
    #expect(finding.code == .anotherRun)
    let lock = top + "/.git/refs/heads/upgrade/stable-10184.lock"
    #expect(finding.evidence == ["its lock is `\(lock)`"])
    #expect(finding.advice.last?.hasSuffix("remove its lock: `rm \(lock)`") == true)
  }

  @Test("a file that the repository has lost the end of is an error with the reason", .endsAtAll)
  func cutOff() throws {
    try site.edit("confomeet/jibri.yml") { $0 + "# ours\n" }
    try git("commit", "-qam", "edit")
    let id = try git("rev-parse", "HEAD:confomeet/jibri.yml").lines[0]
    let object = top + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    let bytes = try #require(FileManager.default.contents(atPath: object))
    try FileManager.default.removeItem(atPath: object)
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: object))
    let finding = try refusal()
    #expect(finding.code == .repositoryCorrupt)
    #expect(finding.headline.contains("the file of the object \(id) has no end"))
  }

  @Test("so is one of people's own files, which only what runs is made of", .endsAtAll)
  func cutOffOwnFile() throws {
    try site.sandbox.write([
      "confomeet/docker-compose.override.yml": "services: {web: {labels: [a=b]}}\n"
    ])
    try git("add", "-A")
    try git("commit", "-qm", "own")
    let id = try git("rev-parse", "HEAD:confomeet/docker-compose.override.yml").lines[0]
    try FileManager.default.removeItem(
      atPath: top + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    let finding = try refusal()
    #expect(finding.headline.contains("docker-compose.override.yml"))
  }

  @Test("the lock of a run that was killed is no obstacle", arguments: [false, true])
  func killed(isCommitted: Bool) throws {
    if isCommitted { try commit() }
    try site.sandbox.write([
      ".git/refs/heads/upgrade/stable-10184.lock": "",
      ".git/confomeet-upgrade": "refs/heads/upgrade/stable-10184",
    ])
    let report = try Upgrade.run(site.request, toolVersion: "0.0.0")
    #expect(report.verdict == (isCommitted ? .upToDate : .committed))
    #expect(site.text(".git/refs/heads/upgrade/stable-10184.lock") == nil)
    #expect(site.text(".git/confomeet-upgrade") == nil)
    #expect(try git("rev-parse", "\(branch)^").text == git("rev-parse", "main").text)
  }

  @Test("submodules stay as they are, also below the folder of generated files")
  func submodules() throws {
    let id = String(repeating: "1", count: 40)
    for name in ["sub", "confomeet/sub"] {
      try git("update-index", "--add", "--cacheinfo", "160000,\(id),\(name)")
    }
    try git("commit", "-qm", "submodules")
    for name in ["sub", "confomeet/sub"] {
      try FileManager.default.createDirectory(
        atPath: top + "/" + name, withIntermediateDirectories: true)
    }
    try commit()
    let entries = try git("ls-tree", "-r", branch).lines.filter { $0.hasPrefix("160000") }
    #expect(entries == ["160000 commit \(id)\tconfomeet/sub", "160000 commit \(id)\tsub"])
  }

  @Test("a deployment that is a submodule's work tree")
  func insideSubmodule() throws {
    let tree = try expectedTree()
    let whole = site.sandbox.path + "/whole"
    try git("init", "-q", whole)
    try git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", top, "ops", at: whole)
    try git("config", "user.name", "Grace", at: whole + "/ops")
    try git("config", "user.email", "grace@example.org", at: whole + "/ops")
    try commit(at: whole + "/ops")
    #expect(try git("rev-parse", "\(branch)^{tree}", at: whole + "/ops").text == tree)
  }

  @Test("nothing is signed, whatever git is told")
  func signing() throws {
    try git("config", "commit.gpgSign", "true")
    try git("config", "gpg.program", "false")
    try commit()
    #expect(try !git("cat-file", "commit", branch).text.contains("gpgsig"))
  }

  @Test("what git ignores is committed when it is generated; one that only lies there is said")
  func ignored() throws {
    try site.sandbox.write([".gitignore": "jibri.yml\nwhiteboard.yml\n"])
    try git("add", ".gitignore")
    try git("commit", "-qm", "ignore")
    try commit()
    let files = try git("ls-tree", "-r", "--name-only", branch).lines
    #expect(files.contains("confomeet/jibri.yml"))
    let lock = try git("show", "\(branch):upstream-lock.yaml").text
    #expect(lock.contains("whiteboard.yml") == files.contains("confomeet/whiteboard.yml"))

    try git("branch", "-D", branch)
    try git("rm", "-q", "--cached", "confomeet/jibri.yml")
    try git("commit", "-qm", "untrack")
    let finding = try refusal()
    #expect(finding.code == .uncommittedChanges)
    #expect(finding.places.map(\.path) == ["confomeet/jibri.yml"])
    #expect(finding.advice.contains { $0.contains("git add --force confomeet/jibri.yml") })
  }

  @Test("a partial clone that lacks a file's content is said to, and how to fetch it")
  func partialClone() throws {
    let clone = site.sandbox.path + "/partial"
    try git("config", "uploadpack.allowFilter", "true")
    try git(
      "clone", "-q", "--filter=blob:none", "--sparse", "file://" + top, clone,
      at: site.sandbox.path)
    let finding = try refusal(at: clone)
    #expect(finding.headline.contains("git fetch --refetch --no-filter"))
    try git("fetch", "-q", "--refetch", "--no-filter", at: clone)
    try git("config", "user.name", "Grace", at: clone)
    try git("config", "user.email", "grace@example.org", at: clone)
    try commit(at: clone)
  }

  @Test("a shallow clone is enough")
  func shallowClone() throws {
    let clone = site.sandbox.path + "/shallow"
    try git("commit", "-q", "--allow-empty", "-m", "second")
    try git("clone", "-q", "--depth", "1", "file://" + top, clone, at: site.sandbox.path)
    try git("config", "user.name", "Grace", at: clone)
    try git("config", "user.email", "grace@example.org", at: clone)
    try commit(at: clone)
  }
}
