import ArgumentParser
import PatchKit
import UpgradeKit

/// What a shell can complete without asking anyone: from the patch set and the mirror as they are.
enum Completions {
  /// The names of the releases, newest first.
  static var releases: [String] {
    let upstream = sources.flatMap { try? $0.openUpstream() }
    return upstream?.catalogue.releases.reversed().map(\.name.description) ?? []
  }

  /// The ids of the patches.
  static var patches: [String] { sources?.patchSet.patches.map(\.id) ?? [] }

  private static var sources: Sources? {
    (try? SourceOptions.parse([]).places(nil)).flatMap { try? Sources($0) }
  }
}
