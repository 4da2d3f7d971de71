import Foundation
import GitKit
import PatchKit
import Reports
import Synchronization
import TestSupport
import UpgradeKit

/// A small upstream with two releases between which everything happens that can, and a deployment of the first that
/// people have edited.
enum CrashSite {
  /// What is run on it.
  enum Run: String, CaseIterable {
    /// An upgrade in which files are merged, moved, removed, added, and change their mode.
    case upgrade
    /// The same with conflicts, which are marked.
    case mark
    /// The end of that, when they are settled.
    case finish
  }

  private static let old: [String: String] = [
    "docker-compose.yml": compose(["A", "B", "C"], restart: "always"),
    "env.example": "# Top\n\nA=1\n\nB=2\n\nC=3\n",
    "run.sh*": "#!/bin/sh\nset -eu\n\necho one\necho two\necho three\n",
    "tools/script.sh*": "#!/bin/sh\necho a\necho b\necho c\necho d\necho e\necho f\n",
    "tools/going/deep.conf": "goes = yes\n",
    "tools/mode.sh*": "echo mode\n",
    "tools/ours.conf": "one = 1\ntwo = 2\nthree = 3\nfour = 4\nfive = 5\n",
    "tools/setting.conf": "colour = red\n",
  ]
  private static let new: [String: String] = [
    "docker-compose.yml": compose(["A", "B", "C", "D"], restart: "on-failure"),
    "env.example": "# Top\n\nA=1\n\nB=2\n\nC=30\n\nD=4\n",
    "run.sh*": "#!/bin/sh\nset -eu\n\necho one\necho two\necho 3\n",
    "tools/deep/script.sh*": "#!/bin/sh\necho a\necho b\necho c\necho d\necho e\necho F\n",
    "tools/mode.sh": "echo mode\n",
    "tools/ours.conf": "one = 1\ntwo = 2\nthree = 3\nfour = 4\nfive = V\n",
    "tools/setting.conf": "colour = red\nsize = 1\n",
    "extra.yml": "services:\n  extra:\n    image: example.org/extra\n",
  ]

  private static func compose(_ variables: [String], restart: String) -> String {
    "services:\n  app:\n    image: example.org/app\n    restart: \(restart)\n    environment:\n"
      + variables.map { "      - \($0)\n" }.joined()
      + "    volumes:\n      - ./tools:/tools\n      - ./scripts:/scripts\n"
  }

  private static let patches = [
    "patchset.yaml": """
    format: 1
    name: small
    upstream: {url: "https://upstream.example/meet.git", releases: "stable-*", since: stable-100}
    deployment:
      directory: ours
      include: ["*.yml", env.example, run.sh, "tools/**", "scripts/**"]
      version-markers:
        - {file: README.md, pattern: "at (stable-[0-9-]+)"}
    patches: [setting]

    """,
    "setting/patch.yaml": """
    id: setting
    title: Ours is blue
    reason: we like it
    operations:
      - text.replace: {file: tools/setting.conf, find: "colour = red", with: "colour = blue"}

    """,
  ]

  /// What people wrote, by file: must always be somewhere.
  static func edits(_ run: Run) -> [String] {
    ["OWN=1 # theirs", "A=people", "echo people", "one = people", "people's own"]
      + (run == .upgrade ? [] : ["restart: people", "echo 3 people"])
      + (run == .mark ? ["goes = people"] : [])
  }

  /// The site before a run.
  static func make(_ run: Run) throws -> Site {
    let site = try Site(hasUpstream: false)
    let upstream = try FixtureRepository(at: site.upstream)
    try commit(old, [], "stable-100", upstream)
    try commit(new, old.keys.filter { new[$0] == nil }.map(plain), "stable-200", upstream)
    try site.sandbox.write(patches, to: "patches")
    try site.sandbox.write(["README.md": "We are at stable-100.\n"])
    site.request.patches = site.sandbox.path + "/patches"
    site.request.wantsDiffs = false
    try site.upgrade("stable-100")

    try edit(site, "docker-compose.yml", "      - B\n", "      - B\n      - OWN=1 # theirs\n")
    try edit(site, "env.example", "A=1", "A=people")
    try edit(site, "tools/script.sh*", "echo a\n", "echo a\necho people\n")
    try edit(site, "tools/ours.conf*", "one = 1", "one = people")
    try site.sandbox.write(["ours/tools/own.txt": "people's own\n"])
    guard run != .upgrade else { return site }
    try edit(site, "docker-compose.yml", "restart: always", "restart: people")
    try edit(site, "run.sh*", "echo three", "echo 3 people")
    try edit(site, "tools/going/deep.conf", "goes = yes", "goes = people")
    guard run == .finish else { return site }
    _ = try perform(.mark, on: site)
    try settle(site)
    return site
  }

  private static func plain(_ name: String) -> String { name.replacing("*", with: "") }

  private static func commit(
    _ files: [String: String], _ removed: [String], _ tag: String, _ upstream: FixtureRepository
  ) throws {
    var texts: [String: String] = [:]
    for (name, text) in files { texts[plain(name)] = text }
    let id = try upstream.commit(
      texts, executables: Set(files.keys.filter { $0.hasSuffix("*") }.map(plain)),
      removing: removed.filter { texts[$0] == nil }, message: tag)
    try upstream.tag(tag, at: id)
  }

  private static func edit(_ site: Site, _ name: String, _ old: String, _ new: String) throws {
    let text = site.text("ours/" + plain(name)) ?? ""
    guard text.contains(old) else { throw Site.Unexpected(what: "`\(old)` is not in \(name)") }
    try site.sandbox.write(["ours/" + name: text.replacing(old, with: new)])
  }

  /// Takes people's side of every conflict, and decides that the file goes which upstream removed: the end removes it.
  private static func settle(_ site: Site) throws {
    _ = try Resolve.run(
      Resolve.Options(files: ["ours/tools/going/deep.conf"], take: .theirs, reason: ""),
      at: site.request.places)
    for name in ["docker-compose.yml", "run.sh*"] {
      var lines: [Substring] = []
      var side: Character = "<"
      for line in (site.text("ours/" + plain(name)) ?? "").split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        if let mark = line.first, line.hasPrefix(String(repeating: mark, count: 7)) {
          side = mark == ">" ? "<" : mark
        } else if side == "<" {
          lines.append(line)
        }
      }
      try site.sandbox.write(["ours/" + name: lines.joined(separator: "\n")])
    }
  }

  /// Makes a run.
  static func perform(_ run: Run, on site: Site) throws(UpgradeFailure) -> Report.Verdict {
    var request = site.request
    request.release = "stable-200"
    request.marksConflicts = run == .mark
    return run == .finish
      ? try Upgrade.resume(request, toolVersion: "0").verdict
      : try Upgrade.run(request, toolVersion: "0").verdict
  }
}

extension Site {
  /// A site with a deployment and a lock like these, of the same upstream and patch set.
  func copy() throws -> Site {
    let other = try Site(hasUpstream: false)
    for name in ["deployment", "upstream-lock.yaml"] {
      try FileManager.default.copyItem(
        atPath: sandbox.path + "/" + name, toPath: other.sandbox.path + "/" + name)
    }
    let places = (other.request.deployment, other.request.lock)
    other.request = request
    (other.request.deployment, other.request.lock) = places
    return other
  }

  /// Everything that a run may write.
  func written() throws -> [String: String] {
    try sandbox.snapshot().filter {
      $0.key == "upstream-lock.yaml" || $0.key.hasPrefix("deployment")
    }
  }
}

/// Fails everything from the given writing step on, as for a process that is dead.
///
/// Nothing is different from a process that is killed: what the writer would do to tidy up fails as well.
/// ``CrashKillTests`` kills real ones.
final class DeathAtWrite: FileStepObserver {
  private let step: Int
  private let state = Mutex((writes: 0, isDead: false))

  /// - Parameter step: counted from 1; 0 for never.
  init(step: Int) { self.step = step }

  /// How many steps that write there were.
  var count: Int { state.withLock { $0.writes } }

  func willPerform(_ operation: FileOperation, at path: String) throws(FileSystemError) {
    let isDead = state.withLock { state in
      if operation.writes {
        state.writes += 1
        state.isDead = state.isDead || state.writes == step
      }
      return state.isDead
    }
    if isDead { throw FileSystemError(.system(5), operation, path) }
  }
}

extension FileOperation {
  /// Whether the file system is another afterwards.
  fileprivate var writes: Bool {
    switch self {
    case .create, .write, .setMode, .link, .rename, .remove, .createFolder, .removeFolder, .sync:
      true
    case .open, .inspect, .read, .list, .lock: false
    }
  }
}
