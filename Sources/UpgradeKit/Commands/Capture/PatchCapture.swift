import Findings
import GitKit
import PatchKit
import Reports

/// Makes a patch of the local edits of a deployment.
package struct PatchCapture {
  /// What a person asks for, besides the places.
  package struct Options: Sendable {
    /// The patch's name.
    package var name: String
    /// The files and folders, by their paths in the deployment or on this machine; none for all generated files.
    package var files: [String]
    /// The place of compose files that alone counts, such as `services.jvb`; `nil` for everything.
    package var only: [String]?
    /// The places of values that only may be secrets, and are none: `FILE:LINE`.
    package var vouched: Set<String>
    /// Whether nothing is written.
    package var isDryRun: Bool

    /// Makes options.
    package init(
      name: String, files: [String] = [], only: [String]? = nil, vouched: Set<String> = [],
      isDryRun: Bool = false
    ) {
      (self.name, self.files, self.only) = (name, files, only)
      (self.vouched, self.isDryRun) = (vouched, isDryRun)
    }
  }

  let options: Options
  let context: Context
  let release: Release
  let lock: Lock
  private let folder: Folder
  let edits: LocalEdits
  let old: PatchSetDraft
  /// The patch set with the patches changed of which an edit changes what they wrote.
  let amended: PatchAmendment.Outcome
  let captured: CapturedPatch?
  let guarantees: [CapturedGuarantee]
  let trial: CaptureTrial

  /// Works out what is to be written, and whether it can be; nothing is written yet.
  ///
  /// - Parameter progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when the edits can't be captured.
  package init(
    _ options: Options, at places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) {
    // A dry run writes nothing, but keeps others away all the same while it reads.
    try self.init(options, try Context.toWrite(places, progress: progress), progress)
  }

  private init(
    _ options: Options, _ context: Context, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) {
    (self.options, self.context) = (options, context)
    progress(.upstream)
    let situation = try Self.situation(options, context)
    (lock, release, folder, old) = situation
    progress(.compare)
    let generated = try old.inputs.files(after: lock).tree
    var edits = try LocalEdits(
      options.files, of: lock, generated: generated, in: folder, at: context.places)
    if let only = options.only { try edits.keep(below: only, release: release.name) }
    try edits.checkSecrets(
      upstream: old.inputs.generation.upstream, vouched: options.vouched)
    self.edits = edits

    progress(.generate)
    amended = try PatchAmendment(context: context, edits: edits).amend(old) {
      [release] draft throws(UpgradeFailure) in
      context.sources.generator(try context.sources.openUpstream(), draft.set).stages(
        of: release, from: draft.inputs.generation.upstream)
    }
    let draft = amended.draft
    let rest = edits.paths.filter { draft.inputs.generation.tree[$0] != edits.edited[$0] }
    progress(.releases)
    captured = try Self.capture(rest, edits, draft, options.name, context, release)
    let folder = folder
    let proven = try captured.map { (captured) throws(UpgradeFailure) in
      try PatchProof(
        captured: captured, before: draft, name: options.name, context: context, edits: edits,
        folder: folder
      ).result()
    }
    guarantees = proven?.guarantees ?? []
    trial = try CaptureTrial(proven?.draft ?? draft, context, after: release.name)
  }

  // MARK: - What there is

  private static func situation(
    _ options: Options, _ context: Context
  ) throws(UpgradeFailure) -> (Lock, Release, Folder, PatchSetDraft) {
    try PatchSetFolder.checkOwn(context.places)
    try PatchSetFolder.checkFree(
      options.name, in: context.patchSet, context.places,
      "name another one; an edit of what a patch wrote changes that patch, whatever the new one is called"
    )
    guard let lock = context.lock, let folder = context.deployment.folder else {
      throw UpgradeFailure(
        .nothingLocked, "there is no lock `\(context.locked.shownName)`, or no deployment",
        advice: ["name them with `--lock` and `--deployment`; the first upgrade writes both"])
    }
    if try PendingUpgrade.read(in: folder) != nil {
      throw UpgradeFailure(
        .pendingUpgrade, "an upgrade of this deployment waits for a person",
        places: [Place(.deployment, PendingUpgrade.fileName)],
        advice: ["settle its conflicts and finish it with `--continue`, or `--abort` it"])
    }
    guard let release = try context.lockedRelease, release.name.isRelease else {
      throw UpgradeFailure(
        .editNotCaptured, "the deployment is at \(lock.upstream.name), which is no release",
        advice: ["upgrade to a release, then capture"])
    }
    let upstream = try context.sources.openUpstream(wanting: release.reference)
    try context.locked.checkTag(in: upstream)
    let draft = try PatchSetDraft(context, at: release)
    guard draft.inputs.generation.conflicts.isEmpty else {
      throw UpgradeFailure(draft.inputs.generation.conflicts)
    }
    let now = try draft.inputs.files(after: lock).lock
    guard now.generated == lock.generated else {
      throw UpgradeFailure(
        .editNotCaptured,
        "the patch set does not give what the deployment was made of: what is an edit can't be told",
        advice: [
          "upgrade to the locked release first, `confomeet-upgrade \(lock.upstream.name)`, which merges the edits"
        ])
    }
    return (lock, release, folder, draft)
  }

  private static func capture(
    _ paths: [TreePath], _ edits: LocalEdits, _ draft: PatchSetDraft, _ name: String,
    _ context: Context, _ release: Release
  ) throws(UpgradeFailure) -> CapturedPatch? {
    guard !paths.isEmpty else { return nil }
    let generated = draft.inputs.generation.tree
    var edited = generated
    for path in paths { edited[path] = edits.edited[path] }
    let others = try otherReleases(paths, draft, context, release)
    do throws(CaptureFailure) {
      return try Capture(
        name, release: release.name, generated: generated, edited: edited, others: others
      ).patch()
    } catch {
      throw edits.failure(error)
    }
  }

  /// The files at some paths, as they are generated for the other releases that the patch set supports.
  private static func otherReleases(
    _ paths: [TreePath], _ draft: PatchSetDraft, _ context: Context, _ release: Release
  ) throws(UpgradeFailure) -> [FileTree] {
    let upstream = try context.sources.openUpstream()
    let since = draft.set.upstream.since
    var trees: [(release: Release, files: FileTree)] = []
    for other in upstream.catalogue.releases
    where other.name != release.name && since.map({ $0 <= other.name }) ?? true {
      try context.places.checkCancelled()
      trees.append((other, try upstream.files(of: other)))
    }
    let generator = context.sources.generator(upstream, draft.set)
    let cancellation = context.places.connection.cancellation
    let wanted = Set(paths)
    return concurrentMap(trees) { release, files in
      guard !cancellation.isCancelled else { return FileTree() }
      return generator.generation(of: release, from: files).tree.filter { path, _ in
        wanted.contains(path)
      }
    }
  }
}
