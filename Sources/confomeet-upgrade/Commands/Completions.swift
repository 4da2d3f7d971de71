import ArgumentParser
import GitKit
import PatchKit
import UpgradeKit

/// What a shell can complete without asking anyone: from the patch set and the mirror as they are.
enum Completions {
  /// The names of the releases, newest first.
  static var releases: [String] {
    guard let set = patchSet, let options = try? UpstreamOptions.parse([]),
      let cache = try? options.cache
    else { return [] }
    let source = UpstreamSource(
      address: options.upstream ?? set.upstream.url, cache: cache, isOffline: true,
      connection: Connection())
    let upstream = try? Upstream.open(source, releases: set.upstream.releases, wanting: nil)
    return upstream?.catalogue.releases.reversed().map(\.name.description) ?? []
  }

  /// The ids of the patches.
  static var patches: [String] { patchSet?.patches.map(\.id) ?? [] }

  private static var patchSet: PatchSet? {
    (try? PatchSetOptions.parse([])).flatMap { try? PatchSetFolder.read($0.patches) }
  }
}
