import DemoUpstream
import GitKit
import PatchKit

extension Upstream {
  /// Whether it is the one that ships with the tool.
  var isDemo: Bool { address == DemoUpstream.name }

  /// Where a lock says that upstream is, unless it is where the patch set says: a copy has the same commits, the one
  /// that ships with the tool has not.
  var ownURL: String? { isDemo ? address : nil }

  /// Opens the one that ships with the tool; no server is ever asked.
  static func openDemo(
    _ source: UpstreamSource, _ releases: Glob
  ) throws(UpgradeFailure) -> Upstream {
    let repository = try git(source.address) { () throws(GitError) in
      try DemoUpstream.open(inCache: source.cache)
    }
    return try Upstream(repository, address: source.address, releases: releases)
  }
}
