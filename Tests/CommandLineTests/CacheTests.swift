import DemoUpstream
import Foundation
import GitKit
import TestSupport
import Testing

/// When upstream is asked, and when the mirror in the cache will do.
@Suite(.endsAtAll) struct CacheTests {
  @Test func upstreamIsAskedOnlyForWhatIsNotThere() throws {
    try withServer { tool, server in
      let cold = try tool.run("stable-9364-1")
      #expect(cold.status == 0, "\(cold.messages)")
      #expect(cold.messages.isEmpty)
      #expect(tool.names(in: ".cache/confomeet-upgrade").count == 1)
      let guests = server.guestCount
      #expect(guests > 0)

      #expect(try tool.run("stable-10184").status == 0)
      #expect(server.guestCount == guests)

      try addRelease("stable-20000", to: tool)
      #expect(try tool.run("stable-20000", "--offline").status == 1)
      #expect(server.guestCount == guests)
      #expect(try tool.run("stable-20000", "--dry-run").status == 2)
      #expect(server.guestCount > guests)
    }
  }

  @Test func upstreamIsNotAskedForNewsOfAYoungMirror() throws {
    try withServer { tool, server in
      #expect(try tool.run("stable-10184", "--quiet").status == 0)
      var guests = server.guestCount
      try addRelease("stable-20000", to: tool)
      for words in [["drift"], ["releases"], ["latest", "--dry-run"], ["matrix", "latest.."]] {
        let result = try tool.start(words + ["--max-age", "1h"]).finish()
        #expect(result.status != 1, "\(words): \(result.messages)")
        #expect(!result.output.contains("stable-20000"), "\(words)")
      }
      #expect(server.guestCount == guests)
      // A release that isn't there is asked for all the same.
      #expect(try tool.run("stable-20000", "--dry-run", "--max-age", "1h").status == 2)
      #expect(server.guestCount > guests)

      guests = server.guestCount
      try addRelease("stable-20001", to: tool)
      let mirror = try #require(tool.names(in: ".cache/confomeet-upgrade").first)
      for stamp in ["1", "99999999999", "soon", "-5", ""] {
        guests = server.guestCount
        try tool.write(stamp, to: ".cache/confomeet-upgrade/\(mirror)/confomeet-fetched")
        var tool = tool
        tool.environment["CONFOMEET_MAX_AGE"] = "30d"
        #expect(try tool.run("releases").output.contains("stable-20001"), "\(stamp)")
        #expect(server.guestCount > guests, "\(stamp)")
        guests = server.guestCount
        #expect(try tool.run("releases").status == 0)
        #expect(server.guestCount == guests, "\(stamp)")
      }
    }
  }

  @Test(arguments: ["", "h", "-1", "1.5h", "1w", "99999999999999999999", "4000d"])
  func anAgeIsANumberWithAUnit(_ age: String) throws {
    try withDeployment { tool in
      let result = try tool.run("releases", "--max-age=\(age)")
      #expect(result.status == 64)
    }
  }

  /// One mirror for all, asked once.
  @Test func severalDeploymentsAskOnce() throws {
    try withServer { tool, server in
      for name in ["a", "b", "c", "d"] {
        #expect(try tool.run("stable-10184", "-q", "--deployment", "sites/\(name)").status == 0)
      }
      let guests = server.guestCount
      #expect(try tool.run("drift", "-q", "--deployment", "sites/a").status == 0)
      let once = server.guestCount - guests
      #expect(once > 0)
      try tool.write("sites/a\nsites/b\nsites/c\nsites/d\n", to: "sites.txt")
      #expect(try tool.run("drift", "-q", "--deployments", "sites.txt").status == 0)
      #expect(server.guestCount == guests + 2 * once)
      #expect(
        try tool.run("drift", "-q", "--deployments", "sites.txt", "--max-age", "1h").status == 0)
      #expect(server.guestCount == guests + 2 * once)
    }
  }

  @Test func releasesShowsWhatIsNew() throws {
    try withServer { tool, _ in
      #expect(try tool.run("releases").output.split(separator: "\n").count == 3)
      try addRelease("stable-20000", to: tool)
      #expect(try tool.run("releases", "--offline").output.split(separator: "\n").count == 3)
      #expect(try tool.run("releases").output.split(separator: "\n").count == 4)
    }
  }

  @Test func aCacheThatXDGNamesIsUsed() throws {
    try withServer { tool, _ in
      var tool = tool
      tool.environment["XDG_CACHE_HOME"] = tool.folder.appending(path: "xdg").path
      try listReleases(tool)
      #expect(tool.names(in: "xdg/confomeet-upgrade").count == 1)
      tool.environment["CONFOMEET_CACHE"] = "ours"
      try listReleases(tool)
      #expect(tool.names(in: "ours").count == 1)
      // A relative path is none, by the specification of the variable.
      tool.environment["CONFOMEET_CACHE"] = nil
      tool.environment["XDG_CACHE_HOME"] = "relative"
      try listReleases(tool)
      #expect(tool.names(in: "relative").isEmpty)
    }
  }

  @Test func completionsComeFromTheMirror() throws {
    try withServer { tool, server in
      #expect(try tool.run("releases").status == 0)
      let guests = server.guestCount
      let result = try tool.shell(
        """
        eval "$($TOOL --generate-completion-script bash)"
        COMP_WORDS=(confomeet-upgrade upgrade stable-1) COMP_CWORD=2 COMP_LINE='confomeet-upgrade upgrade stable-1' COMP_POINT=34
        PATH="$(dirname $TOOL):$PATH"
        _confomeet-upgrade confomeet-upgrade stable-1 upgrade
        printf '%s\\n' "${COMPREPLY[@]}"
        """)
      #expect(result.output.contains("stable-11146-2\nstable-10184\n"))
      #expect(server.guestCount == guests)
    }
  }

  /// What restores of a CI cache, full disks and killed runs leave.
  enum Damage: String, CaseIterable, Sendable {
    case noHead, empty, noPacks, noIndex, shortPack, wrongBytes, wrongFile, noReferences
    case brokenReference

    /// What is to be said of it.
    var reason: String {
      switch self {
      case .noHead: "`HEAD` is missing"
      case .empty: "the folder is empty"
      case .noPacks: "names is missing"
      case .noIndex: "has no index"
      case .shortPack: "has no whole pack"
      case .wrongBytes, .wrongFile: "was fetched anew"
      case .noReferences: "no reference is left"
      case .brokenReference: "refs/heads/main"
      }
    }

    /// Does it to a mirror.
    func damage(_ mirror: URL) throws {
      let files = FileManager.default
      let packs = mirror.appending(path: "objects/pack")
      func pack(_ suffix: String) throws -> URL {
        let names = try files.contentsOfDirectory(atPath: packs.path)
        return packs.appending(path: try #require(names.first { $0.hasSuffix(suffix) }))
      }
      func rewrite(_ change: (inout Data) -> Void) throws {
        let file = try pack(".pack")
        var bytes = try Data(contentsOf: file)
        change(&bytes)
        try files.removeItem(at: file)
        try bytes.write(to: file)
      }
      switch self {
      case .noHead: try files.removeItem(at: mirror.appending(path: "HEAD"))
      case .empty:
        try files.removeItem(at: mirror)
        try files.createDirectory(at: mirror, withIntermediateDirectories: true)
      case .noPacks:
        try files.removeItem(at: packs)
        try files.createDirectory(at: packs, withIntermediateDirectories: true)
      case .noIndex: try files.removeItem(at: pack(".idx"))
      case .shortPack: try rewrite { $0.removeLast($0.count / 2) }
      case .wrongBytes:
        try rewrite { bytes in
          for index in stride(from: 20, to: bytes.count - 20, by: 50) { bytes[index] ^= 0x55 }
        }
      // It shows when everything else has been read, and the pack is open.
      case .wrongFile:
        let file = "stable-10184:docker-compose.yml"
        let id = try GitProgram.run(["rev-parse", file], in: mirror.path).lines.first
        let packed = try GitProgram.run(["verify-pack", "-v", pack(".idx").path], in: mirror.path)
        let words = packed.lines.map { $0.split(separator: " ") }
          .first { $0.first.map(String.init) == id }
        let size = try #require(words.flatMap { Int($0[3]) })
        let start = try #require(words.flatMap { Int($0[4]) })
        try rewrite { bytes in
          for index in (start + size / 2)..<(start + size) { bytes[index] ^= 0x55 }
        }
      case .noReferences: try files.removeItem(at: mirror.appending(path: "packed-refs"))
      case .brokenReference:
        let reference = mirror.appending(path: "refs/heads/main")
        try files.createDirectory(
          at: reference.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: reference)
      }
    }
  }

  @Test(arguments: Damage.allCases) func aDamagedMirrorIsFetchedAnew(_ damage: Damage) throws {
    try withServer { tool, server in
      var tool = tool
      tool.environment["CONFOMEET_CACHE"] = "cache"
      try listReleases(tool)
      let name = try #require(tool.names(in: "cache").first)
      let guests = server.guestCount
      try damage.damage(tool.folder.appending(path: "cache/\(name)"))

      let offline = try tool.run("stable-10184", "--dry-run", "--offline", "--quiet")
      #expect(offline.status == 1)
      #expect(
        offline.unwrappedMessages.contains("error[G506]: could not read the mirror `cache/\(name)`")
      )
      #expect(offline.unwrappedMessages.contains("run once without `--offline`"))
      #expect(server.guestCount == guests)

      let repaired = try tool.run("stable-10184", "--dry-run", "--quiet")
      #expect(repaired.status == 2)
      let lines = repaired.messages.split(separator: "\n")
      #expect(lines.count == 1, "\(repaired.messages)")
      #expect(
        lines.first?.hasPrefix(
          "confomeet-upgrade: the mirror `cache/\(name)` was damaged and was fetched anew: ")
          == true)
      #expect(repaired.messages.contains(damage.reason))
      #expect(repaired.messages.contains("G510"))
      #expect(server.guestCount > guests)
      #expect(tool.names(in: "cache") == [name])

      let after = server.guestCount
      let again = try tool.run("stable-10184", "--dry-run", "--quiet")
      #expect(again.status == 2 && again.messages.isEmpty)
      #expect(server.guestCount == after)
    }
  }

  /// The damaged mirror stays when there is no other to be had.
  @Test func aMirrorThatIsNotToBeHadAnewIsNamed() throws {
    try withServer { tool, _ in
      var tool = tool
      tool.environment["CONFOMEET_CACHE"] = "cache"
      try listReleases(tool)
      let name = try #require(tool.names(in: "cache").first)
      try Damage.noHead.damage(tool.folder.appending(path: "cache/\(name)"))
      try FileManager.default.moveItem(
        at: tool.folder.appending(path: "upstream.git"),
        to: tool.folder.appending(path: "gone.git"))
      let result = try tool.run("stable-10184", "--quiet")
      #expect(result.status == 1)
      #expect(
        result.unwrappedMessages.contains(
          "the mirror `cache/\(name)` is damaged (`HEAD` is missing)"))
      #expect(tool.names(in: "cache") == [name])
    }
  }

  @Test func locksOfKilledRunsAreRemoved() throws {
    try withServer { tool, _ in
      try listReleases(tool)
      let mirror = try #require(tool.names(in: ".cache/confomeet-upgrade").first)
      for lock in ["packed-refs.lock", "refs/heads/main.lock", "refs/tags/stable-20000.lock"] {
        try tool.write("", to: ".cache/confomeet-upgrade/\(mirror)/\(lock)")
      }
      try addRelease("stable-20000", to: tool)
      let result = try tool.run("stable-20000", "--dry-run", "--quiet")
      #expect(result.status == 2)
      #expect(result.messages.isEmpty)
    }
  }

  /// A tag that leads nowhere is the trouble of those who want it.
  @Test func aBadTagFailsOnlyWhoNeedsIt() throws {
    try withDeployment { tool in
      let repository = try Repository(opening: tool.folder.appending(path: "upstream.git").path)
      try repository.tag("stable-30000", at: repository.write(blob: Array("x".utf8)))
      let missing = ObjectID.ofBlob(Array("nowhere".utf8))
      try tool.write("\(missing)\n", to: "upstream.git/refs/tags/stable-30001")
      try tool.write("", to: "upstream.git/refs/tags/stable-30002")

      for arguments in [["releases"], ["stable-10184"], ["matrix"], ["drift"]] {
        let result = try tool.start(arguments).finish()
        #expect(result.status == 0, "\(arguments): \(result.messages)")
        for name in ["stable-30000", "stable-30001", "stable-30002"] {
          #expect(result.messages.contains(name), "\(arguments): \(result.messages)")
        }
        #expect(result.messages.contains("left out 3 tags of upstream"))
      }
      for name in ["stable-30000", "stable-30001", "stable-30002"] {
        let result = try tool.run(name, "--dry-run", "--quiet")
        #expect(result.status == 1)
        #expect(result.messages.contains("error[G529]: the tag \(name) can't be used"))
      }
    }
  }

  private func withServer(_ body: (Tool, LoopbackServer) throws -> Void) throws {
    try withDeployment { tool in
      var tool = tool
      let server = try LoopbackServer(serving: tool.folder)
      tool.environment["CONFOMEET_UPSTREAM"] = "git://\(server.address)/upstream.git"
      try body(tool, server)
    }
  }

  private func listReleases(_ tool: Tool) throws {
    let result = try tool.run("releases")
    #expect(result.status == 0, "\(result.messages)")
  }

  /// Tags upstream's newest commit once more.
  private func addRelease(_ name: String, to tool: Tool) throws {
    let repository = try Repository(opening: tool.folder.appending(path: "upstream.git").path)
    let newest = try #require(try repository.tag(named: "stable-11146-2"))
    try repository.tag(name, at: newest.commit)
  }
}
