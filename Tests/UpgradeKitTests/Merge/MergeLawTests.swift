import Editing
import GitKit
import PatchKit
import TestSupport
import Testing
import UpgradeKit

/// Laws that hold for any edits.
@Suite struct MergeLawTests {
  private static let seeds = Seeds.plain(150)

  @Test(.tags(.random), arguments: seeds)
  func whatOneSideChangedIsTakenByteForByte(_ seed: UInt64) {
    var random = Randomness(seed: seed)
    let base = random.tree()
    let (ours, theirs) = (random.edited(base, own: "o"), random.edited(base, own: "t"))
    #expect(merge(base, ours, base).files == ours)
    #expect(merge(base, base, theirs).files == theirs)
    #expect(merge(base, ours, ours).files == ours)
    for result in [merge(base, ours, base), merge(base, base, theirs), merge(base, ours, ours)] {
      #expect(result.conflicts.isEmpty)
    }
  }

  @Test(.tags(.random), arguments: seeds)
  func twiceIsOnce(_ seed: UInt64) {
    var random = Randomness(seed: seed)
    let base = random.tree()
    let (ours, theirs) = (random.edited(base, own: "o"), random.edited(base, own: "t"))
    let once = merge(base, ours, theirs)
    let twice = merge(base, once.files, theirs)
    #expect(twice.files == once.files)
    #expect(twice.conflicts.map(\.scope.node) == once.conflicts.map(\.scope.node))
  }

  @Test(.tags(.random), arguments: seeds)
  func swappedSidesMirrorConflicts(_ seed: UInt64) {
    var random = Randomness(seed: seed)
    let base = random.tree()
    let (ours, theirs) = (random.edited(base, own: "o"), random.edited(base, own: "t"))
    let (one, other) = (merge(base, ours, theirs), merge(base, theirs, ours))
    func places(_ result: MergeResult, _ kinds: Set<ConflictKind>) -> Set<[String]> {
      Set(
        result.conflicts.filter { kinds.contains($0.kind) && $0.scope.node != nil }
          .map { [$0.file, $0.scope.node ?? ""] })
    }
    // A variable that one side sets keeps its value when the other changes a default that is commented out.
    func kept(_ result: MergeResult, _ kind: MergeNote.Kind) -> Set<[String]> {
      Set(
        result.notes.filter { $0.kind == kind && $0.node != nil }
          .map { [$0.file, $0.node ?? ""] })
    }
    let both: Set<ConflictKind> = [.bothChanged, .bothAdded]
    #expect(
      places(one, both).union(kept(one, .defaultChanged))
        == places(other, both).union(kept(other, .defaultChanged)))
    // What ours changed and theirs removed is a conflict; the other way round it stays removed.
    #expect(places(one, [.removedByTheirs]).isSubset(of: kept(other, .deletedLocally)))
    // What is ours on one side is theirs on the other.
    for conflict in one.conflicts where both.contains(conflict.kind) && conflict.scope.node != nil {
      let mirror = other.conflicts.first {
        $0.file == conflict.file && $0.scope == conflict.scope && $0.kind == conflict.kind
      }
      guard let mirror, conflict.file == "env.example" else { continue }
      #expect([mirror.ours, mirror.theirs] == [conflict.theirs, conflict.ours])
    }
  }

  /// A file that upstream moved is merged as it would be in its place, and a side that nobody edited becomes theirs.
  @Test(.tags(.random), arguments: seeds)
  func movedFilesAreTheSameFiles(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let base = random.tree()
    let (ours, theirs) = (random.edited(base, own: "o"), random.edited(base, own: "t"))
    let names = [
      "docker-compose.yml": "base/docker-compose.yml", "env.example": "base/env.example",
      "run.sh": "bin/run.sh",
    ]
    var renames: [TreePath: TreePath] = [:]
    for (old, new) in names { renames[try TreePath(old)] = try TreePath(new) }
    func moved(_ tree: FileTree) -> FileTree {
      var result = FileTree()
      for path in tree.paths { result[renames[path] ?? path] = tree[path] }
      return result
    }
    func merge(_ ours: FileTree) -> MergeResult {
      Merge.tree(
        base: base, ours: ours, theirs: moved(theirs),
        context: MergeContext(renames: UpstreamRenames(files: renames)))
    }
    let (one, other) = (merge(ours), self.merge(base, ours, theirs))
    #expect(one.files == moved(other.files))
    #expect(one.conflicts.map(\.scope) == other.conflicts.map(\.scope))
    #expect(merge(base).files == moved(theirs))
  }

  @Test(.tags(.random), arguments: seeds)
  func editsFarFromAnyChangeSurvive(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let base = random.tree()
    let theirs = random.edited(base, own: "t")
    var ours = base
    for path in base.paths {
      guard let file = base[path] else { continue }
      let text = String(decoding: file.content, as: UTF8.self)
      ours[path] = FileTree.File(
        mode: file.mode, content: Array((Randomness.ownTop + text).utf8))
    }
    let result = merge(base, ours, theirs)
    for path in base.paths where theirs[path] != nil {
      let text = String(decoding: try #require(result.files[path]).content, as: UTF8.self)
      #expect(text.hasPrefix(Randomness.ownTop))
      // Nothing else is different.
      #expect(result[path]?.conflicts.isEmpty == true)
    }
  }

  private func merge(_ base: FileTree, _ ours: FileTree, _ theirs: FileTree) -> MergeResult {
    Merge.tree(base: base, ours: ours, theirs: theirs, context: MergeContext())
  }
}
