import Findings
import GitKit
import PatchKit
package import Reports
import Secrets

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
    /// Whether values that only may be secrets are none.
    package var isVouched: Bool
    /// Whether nothing is written.
    package var isDryRun: Bool

    /// Makes options.
    package init(
      name: String, files: [String] = [], only: [String]? = nil, isVouched: Bool = false,
      isDryRun: Bool = false
    ) {
      (self.name, self.files, self.only) = (name, files, only)
      (self.isVouched, self.isDryRun) = (isVouched, isDryRun)
    }
  }

  private let options: Options
  private let context: Context
  private let release: Release
  private let lock: Lock
  private let folder: Folder
  private let edits: LocalEdits
  private let old: PatchSetDraft
  /// The patch set with the patches changed of which an edit changes what they wrote.
  private let amended: PatchAmendment.Outcome
  private let captured: CapturedPatch?
  private let guarantees: [CapturedGuarantee]
  private let trial: CaptureTrial

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
      upstream: old.inputs.generation.upstream, isVouched: options.isVouched)
    self.edits = edits

    progress(.generate)
    amended = try PatchAmendment(context: context, edits: edits).amend(old) {
      [release] draft throws(UpgradeFailure) in
      let upstream = try context.sources.openUpstream()
      return draft.set.stages(
        of: release.name, upstream: draft.inputs.generation.upstream,
        history: RepositoryHistory(
          path: upstream.repository.gitFolder, catalogue: upstream.catalogue, release: release,
          problems: upstream.historyProblems), readings: context.sources.readings)
    }
    let draft = amended.draft
    let rest = edits.paths.filter { draft.inputs.generation.tree[$0] != edits.edited[$0] }
    progress(.releases)
    captured = try Self.capture(rest, edits, draft, options.name, context, release)
    let folder = folder
    let proven = try captured.map { (captured) throws(UpgradeFailure) in
      try Self.prove(captured, draft, options.name, context, edits, folder)
    }
    guarantees = proven?.guarantees ?? []
    trial = try CaptureTrial(proven?.draft ?? draft, context, after: release.name)
  }

  // MARK: - What there is

  private static func situation(
    _ options: Options, _ context: Context
  ) throws(UpgradeFailure) -> (Lock, Release, Folder, PatchSetDraft) {
    try checkName(options.name, context)
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

  /// What people say of the patch stands in it for everybody to read.
  private static func checkWords(_ words: [String?]) throws(UpgradeFailure) {
    guard words.compactMap(\.self).contains(where: { SecretMask.masked($0) != $0 }) else { return }
    throw UpgradeFailure(
      .secretInEdit, "the title or the reason has what looks like a secret",
      advice: ["say it without"])
  }

  private static func checkName(_ name: String, _ context: Context) throws(UpgradeFailure) {
    let folder = PatchSetFolder.shownName(context.places.patches)
    guard !context.patchSet.files.hasFolder(name) else {
      throw UpgradeFailure(
        .duplicateID, "there is a patch `\(name)` already",
        places: [Place(.patchSet, "\(folder)/\(name)")],
        advice: [
          "name another one; an edit of what a patch wrote changes that patch, whatever the new one is called"
        ])
    }
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
      throw UpgradeFailure(error.findings)
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

  /// Generates with the patch, and drops what can't be guaranteed.
  ///
  /// - Throws: ``UpgradeFailure`` when that does not give what was captured.
  private static func prove(
    _ captured: CapturedPatch, _ draft: PatchSetDraft, _ name: String, _ context: Context,
    _ edits: LocalEdits, _ folder: Folder
  ) throws(UpgradeFailure) -> (draft: PatchSetDraft, guarantees: [CapturedGuarantee]) {
    let bare = try draft.adding(name, captured.files, context)
    try check(bare, gives: captured)
    let generation = bare.inputs.generation
    let subject = GuaranteeSubject(
      release: generation.release, upstream: generation.upstream, generated: generation.tree,
      readings: generation.readings, original: generation.original)
    let candidates = captured.guarantees(of: subject)
    guard !candidates.isEmpty else { return (bare, []) }
    let all = try draft.adding(
      name, captured.files(title: nil, reason: nil, guarantees: candidates), context)
    let results = all.inputs.generation.guarantees.filter { $0.patch == name }
    let generated = zip(candidates, results).filter { $0.1.check.isHeld }.map(\.0)
    let likely = try draft.adding(
      name, captured.files(title: nil, reason: nil, guarantees: generated), context)
    // What runs may be otherwise already, by people's own files.
    let held = zip(generated, try deployed(likely, name, context, edits, folder)).filter(\.1)
      .map(\.0)
    let final = try draft.adding(
      name, captured.files(title: nil, reason: nil, guarantees: held), context)
    try check(final, gives: captured)
    return (final, held)
  }

  /// Whether each guarantee of a patch holds in the deployment, once it has what is generated.
  private static func deployed(
    _ draft: PatchSetDraft, _ name: String, _ context: Context, _ edits: LocalEdits,
    _ folder: Folder
  ) throws(UpgradeFailure) -> [Bool] {
    var changes: [TreePath: FileTree.File?] = [:]
    for path in edits.paths {
      changes.updateValue(edits.edited[path], forKey: edits.directory.appending(path))
    }
    let state = try context.state(
      of: DeployedFiles(folder, changes: changes), in: edits.directory,
      generated: draft.inputs.generation.tree.paths, release: draft.inputs.release)
    let results = DeployedGuarantees(of: draft.inputs.generation, on: state).results
    try state.checkRead()
    return results.filter { $0.result.patch == name }.map { !$0.fails }
  }

  private static func check(
    _ draft: PatchSetDraft, gives captured: CapturedPatch
  ) throws(UpgradeFailure) {
    let generation = draft.inputs.generation
    guard generation.conflicts.isEmpty else {
      throw UpgradeFailure(
        [
          Finding(
            .editNotCaptured,
            "the edits can't be generated at \(generation.release): \(generation.conflicts.count == 1 ? "1 conflict" : "\(generation.conflicts.count) conflicts")",
            evidence: generation.conflicts.flatMap { [$0.headline] + $0.evidence },
            advice: ["capture them one by one: name a file, or a part of it with `--only`"])
        ])
    }
    guard generation.tree != captured.generated else { return }
    let paths = Set(generation.tree.paths + captured.generated.paths).sorted().filter {
      generation.tree[$0] != captured.generated[$0]
    }
    throw UpgradeFailure(
      .editNotCaptured, "generating with the patch does not give the deployment",
      places: paths.map { Place(.generated, $0.text, release: generation.release.reference) },
      advice: ["capture the other edits: name their files, or the part of a file with `--only`"])
  }

  // MARK: - Writing

  /// Whether there is a new patch, whose title and reason a person knows.
  package var makesPatch: Bool { captured != nil }

  private func final(_ title: String?, _ reason: String?) throws(UpgradeFailure) -> PatchSetDraft {
    guard let captured else { return amended.draft }
    return try amended.draft.adding(
      options.name, captured.files(title: title, reason: reason, guarantees: guarantees), context)
  }

  /// Writes the patch set, the lock and, where the edits are generated in another form, the edited files; in a dry run
  /// nothing.
  ///
  /// - Throws: ``UpgradeFailure``; nothing was written.
  package func write(title: String?, reason: String?) throws(UpgradeFailure) {
    guard !options.isDryRun else { return }
    try Self.checkWords([title, reason])
    let draft = try final(title, reason)
    let wanted = try draft.inputs.files(after: lock)
    var forms = ChangeSet()
    var back = ChangeSet()
    for path in edits.paths where options.only == nil {
      let place = edits.directory.appending(path)
      guard let file = wanted.tree[path], let edited = edits.edited[path], file != edited else {
        continue
      }
      forms.write(file, to: place, replacing: FileVersion(edited))
      back.write(edited, to: place, replacing: FileVersion(file))
    }
    try UpgradePlan.checkUncommittedChanges(
      forms.paths, in: context.places.deployment, directory: edits.directory)
    var changes = ChangeSet()
    for (path, file) in draft.changes(since: old) {
      let before = old[path].map { FileVersion($0) } ?? .absent
      if let file {
        changes.write(file, to: path, replacing: before)
      } else {
        changes.remove(path, replacing: before)
      }
    }
    changes.writeLock(wanted.lock.bytes, replacing: context.locked.version)
    // First the form alone, which loses nothing; then the patch set and the lock, both or none.
    if !forms.paths.isEmpty { try context.deployment.write(forms) }
    do throws(UpgradeFailure) {
      try PatchSetFolder.write(changes, context.places)
    } catch {
      if !forms.paths.isEmpty { try context.deployment.write(back) }
      throw error
    }
  }

  // MARK: - What is told

  /// What is going to be written, and what that comes to.
  package func report(title: String? = nil, reason: String? = nil) throws(UpgradeFailure)
    -> ReportedCapture
  {
    try Self.checkWords([title, reason])
    let draft = try final(title, reason)
    let files = draft.changes(since: old).sorted { $0.key < $1.key }.compactMap { path, file in
      file.map { file in
        ReportedCapture.File(
          path: path.text,
          text: old[path].map { before in
            (try? TextDiff.unified(old: before.content, new: file.content, path: path.text)) ?? ""
          } ?? String(decoding: file.content, as: UTF8.self), isChanged: old[path] != nil)
      }
    }
    let directory = edits.directory
    return ReportedCapture(
      patch: captured.map { _ in options.name }, changed: amended.patches,
      edits: edits.paths.map { directory.appending($0).text },
      operations: Self.counted(captured?.kinds ?? []),
      guarantees: Self.counted(guarantees.map(\.kind)),
      untyped: (captured?.untyped ?? [:]).sorted { $0.key < $1.key }.map {
        "\(directory.appending($0.key)): \($0.value)"
      },
      otherForms: (captured?.otherForms ?? []).map { form in
        let lines = form.lines.map(String.init).joined(separator: ", ")
        return
          "\(directory.appending(form.file)): line\(form.lines.count == 1 ? "" : "s") \(lines)"
      },
      files: files, release: release.name.tag, tried: trial.releases.count, breaks: trial.breaks)
  }

  private static func counted(_ kinds: [String]) -> [String] {
    var order: [String] = []
    for kind in kinds where !order.contains(kind) { order.append(kind) }
    return order.map { kind in
      let count = kinds.count { $0 == kind }
      return count == 1 ? kind : "\(count) × \(kind)"
    }
  }
}
