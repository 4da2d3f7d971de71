import Editing
import GitKit
import PatchKit
import Testing

@testable import UpgradeKit

/// Conflicts of a real, edited deployment: each can be recorded, read again, and settled so.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseResolutionTests {
  @Test("whatever comes up on the way to a later release is settled as it was recorded")
  func everyRelease() throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let start = try #require(ReleaseName("stable-9364-1"))
    let releases = upstream.catalogue.releases.filter { $0.name >= start }
    let trees = try releases.map { try GeneratedRelease(upstream, $0, patchSet).generation.tree }
    let base = try #require(trees.first)
    let edited = EditedDeployment.edit(base).files
    var known: [Resolution] = []
    var replayed = 0
    for (release, tree) in zip(releases, trees).dropFirst() {
      let context = MergeContext(from: start, to: release.name)
      let result = Merge.tree(base: base, ours: edited, theirs: tree, context: context)
      for merged in result.outcomes where !merged.conflicts.isEmpty {
        replayed += ReplayedFile(merged, by: known).replays.count { $0.outcome == .settled }
        for outcome in [Resolution.Outcome.ours, .theirs] {
          let recorded = merged.conflicts.compactMap {
            $0.resolution(outcome, reason: "A test.", context)
          }
          #expect(recorded.count == merged.conflicts.count)
          let read = try reading(recorded, into: patchSet)
          let settled = ReplayedFile(merged, by: read)
          #expect(settled.merged.conflicts.isEmpty)
          #expect(settled.replays.allSatisfy { $0.outcome == .settled })
          if case .ours = outcome { #expect(settled.merged.file == merged.file) }
          if merged.conflicts.allSatisfy({ $0.scope == .file }), case .theirs = outcome {
            #expect(settled.merged.file == tree[merged.path])
          }
          known += read.filter { new in !known.contains { $0.isOfSameConflict(as: new) } }
        }
      }
    }
    // A file that upstream has removed is the same conflict at every later release.
    #expect(replayed > 0)
  }

  /// The resolutions as they are read once they are written beside the patches.
  private func reading(
    _ resolutions: [Resolution], into patchSet: PatchSet
  ) throws -> [Resolution] {
    var files = patchSet.files
    for resolution in resolutions {
      files[try TreePath(resolution.path)] = FileTree.File(content: resolution.bytes)
    }
    return try PatchSet.read(files, vocabulary: .standard).resolutions
  }
}
