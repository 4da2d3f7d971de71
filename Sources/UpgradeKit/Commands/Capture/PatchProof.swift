import Findings
import GitKit
import PatchKit

/// Whether generating with a captured patch gives the deployment, and what can be guaranteed of it.
struct PatchProof {
  let captured: CapturedPatch
  /// The patch set without it.
  let before: PatchSetDraft
  let name: String
  let context: Context
  let edits: LocalEdits
  let folder: Folder

  /// Generates with the patch, and drops what can't be guaranteed.
  ///
  /// - Throws: ``UpgradeFailure`` when that does not give what was captured.
  func result() throws(UpgradeFailure) -> (draft: PatchSetDraft, guarantees: [CapturedGuarantee]) {
    let bare = try before.adding(name, captured.files, context)
    try check(bare)
    let generation = bare.inputs.generation
    let subject = GuaranteeSubject(
      release: generation.release, upstream: generation.upstream, generated: generation.tree,
      readings: generation.readings, original: generation.original)
    let candidates = captured.guarantees(of: subject)
    guard !candidates.isEmpty else { return (bare, []) }
    let all = try before.adding(
      name, captured.files(title: nil, reason: nil, guarantees: candidates), context)
    let results = all.inputs.generation.guarantees.filter { $0.patch == name }
    let generated = zip(candidates, results).filter { $0.1.check.isHeld }.map(\.0)
    let likely = try before.adding(
      name, captured.files(title: nil, reason: nil, guarantees: generated), context)
    // What runs may be otherwise already, by people's own files.
    let held = zip(generated, try deployed(likely)).filter(\.1)
      .map(\.0)
    let final = try before.adding(
      name, captured.files(title: nil, reason: nil, guarantees: held), context)
    try check(final)
    return (final, held)
  }

  /// Whether each guarantee of a patch holds in the deployment, once it has what is generated.
  private func deployed(_ draft: PatchSetDraft) throws(UpgradeFailure) -> [Bool] {
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

  private func check(_ draft: PatchSetDraft) throws(UpgradeFailure) {
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
}
