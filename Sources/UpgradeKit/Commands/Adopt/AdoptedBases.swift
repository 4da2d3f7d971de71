import GitKit
import PatchKit

/// What each file of a deployment that was made by hand was made from, as far as it is not the generated one.
struct AdoptedBases {
  /// The files made from upstream's own, which the next upgrade brings the customisations into unless they stay so; by path
  /// in the generated tree.
  private(set) var upstream: Set<TreePath> = []
  /// Whether these stay upstream's: no upgrade brings a customisation into them.
  private(set) var stays = false
  /// The files that only the patch set has, and that are not there: the next upgrade adds them, unless the others stay
  /// upstream's.
  private(set) var notInstalled: [TreePath] = []

  /// Every file counts as made from upstream's own: the patch set makes nothing of it.
  init(upstream origins: Origins) {
    upstream = Set(origins.found.filter { $0.likeness >= Origins.doubt }.map(\.origin))
  }

  /// Tells the bases by the files' lines.
  ///
  /// - Parameters:
  ///   - target: what the patch set makes of the release.
  ///   - stays: whether what was made from upstream's own stays so; what only the patch set has then stays away.
  init(
    _ origins: Origins, _ deployment: DeploymentFiles, _ target: UpgradeInputs,
    staying stays: Bool = false
  ) {
    self.stays = stays
    let generation = target.generation
    for file in origins.found where file.likeness >= Origins.doubt {
      guard let own = deployment.files[file.path],
        let generated = generation.tree[file.origin], generated.mode.isFile,
        let original = generation.upstream[file.origin], original.mode.isFile
      else { continue }
      if Self.isUpstream(own, generated: generated, upstream: original) {
        upstream.insert(file.origin)
      }
    }
    let without = target.patchSet.carried(
      of: target.release.name, upstream: generation.upstream, readings: generation.readings)
    notInstalled = origins.missing.filter {
      without[$0] == nil && (!stays || generation.upstream[$0] == nil)
    }
  }

  /// So much of what the patch set changes has to be in a file that was made from the generated one: whoever customised
  /// upstream's file by hand wants the rest, and who edited a generated one left most of it.
  private static let share = 0.75

  private static func isUpstream(
    _ own: FileTree.File, generated: FileTree.File, upstream: FileTree.File
  ) -> Bool {
    guard generated.content != upstream.content, own.content != generated.content else {
      return false
    }
    if own.content == upstream.content { return true }
    let (added, removed) = lines(of: upstream).changes(to: lines(of: generated))
    let lines = Set(lines(of: own).lines.map(\.hash))
    let count = added.count + removed.count
    guard count > 0 else { return true }
    let done = added.count(where: lines.contains) + removed.count { !lines.contains($0) }
    return Double(done) < share * Double(count)
  }

  private static func lines(of file: FileTree.File) -> Fingerprint {
    Fingerprint(file.content, arePinsEqual: true)
  }
}

extension UpgradeInputs {
  /// The same with the release's files as upstream has them.
  var withoutPatches: UpgradeInputs {
    let tree = patchSet.carried(
      of: release.name, upstream: generation.upstream, readings: generation.readings)
    return UpgradeInputs(
      patchSet: patchSet, patchSetID: patchSetID, release: release,
      generation: Generation(
        release: release.name, tree: tree, patches: [], guarantees: [], conflicts: [], notes: [],
        upstream: generation.upstream, readings: generation.readings, original: nil), ownURL: ownURL
    )
  }

  /// The lock of a deployment that was made by hand: what its files were made from is what the next upgrade merges with.
  ///
  /// - Throws: ``UpgradeFailure`` when a path is both a file and a folder.
  func lock(_ bases: AdoptedBases) throws(UpgradeFailure) -> Lock {
    var lock = try lock()
    for path in bases.upstream {
      guard let file = generation.upstream[path] else { continue }
      lock.generated.files[path] = Lock.GeneratedFile(
        mode: file.mode, blob: .ofBlob(file.content), base: bases.stays ? .upstreamOnly : .upstream)
    }
    for path in bases.notInstalled { lock.generated.files[path] = nil }
    return lock
  }
}
