import ArgumentParser
import GitKit
import PatchKit
import UpgradeKit

/// What a shell can complete without asking anyone: from the patch set and the mirror as they are.
enum Completions {
  /// The names of the releases, newest first.
  static var releases: [String] { names(in: upstream) }

  /// The same, and upstream's branches once an `@` stands there.
  static func states(_ begun: String) -> [String] {
    let upstream = upstream
    // In a range the name that is being written comes behind the dots.
    let start = begun.firstRange(of: "..").map { begun[..<$0.upperBound] } ?? ""
    let isBranch = begun.dropFirst(start.count).first == "@"
    let branches = isBranch ? (try? upstream?.repository.branchNames()) ?? [] : []
    return (isBranch ? branches.map { "@\($0)" } : names(in: upstream)).map { start + $0 }
  }

  private static func names(in upstream: Upstream?) -> [String] {
    let releases = upstream?.catalogue.releases.reversed().map(\.name.description) ?? []
    return releases.isEmpty ? [] : ["latest"] + releases
  }

  private static var upstream: Upstream? { sources.flatMap { try? $0.openUpstream() } }

  /// The ids of the patches.
  static var patches: [String] { sources?.patchSet.patches.map(\.id) ?? [] }

  private static var sources: Sources? {
    (try? SourceOptions.parse([]).places(nil)).flatMap { try? Sources($0) }
  }
}
