import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether the patch set as it is now still gives what the lock says.
  func patchesFindings() throws(UpgradeFailure) -> [Finding] {
    let generation = try generation()
    let release = generation.release
    guard generation.conflicts.isEmpty else {
      return generation.conflicts.map { conflict in
        Finding(
          .patchSetNoLongerApplies,
          "the patch set no longer applies to \(release): \(conflict.headline)",
          places: conflict.places,
          evidence: ["the conflict is \(conflict.code.rawValue)"] + conflict.evidence,
          advice: conflict.advice, causes: conflict.causes)
      }
    }
    let (old, directory) = (lock.generated, patchSet.deployment.directory)
    let now = try target().files(after: lock).lock.generated
    let isSame = now.tree == old.tree && directory == old.directory
    var findings: [Finding] = []
    var missing: [TreePath] = []
    for path in Set(old.files.keys).union(now.files.keys).sorted() {
      let (new, former) = (now.files[path], old.files[path])
      if isSame || former?.base == .upstream, new != former {
        missing.append(directory.appending(path))
      } else if new != former || directory != old.directory {
        findings.append(finding(path, generation.tree[path], former, release))
      }
    }
    let applied = generation.patches.compactMap { outcome in
      outcome.variant.map { Lock.AppliedPatch(id: outcome.patch.id, variant: $0.name) }
    }
    let patches = Lock.Patches(set: patchSet.name, tree: patchSetID, applied: applied)
    if findings.isEmpty, patches != lock.patches {
      findings.append(
        Finding(
          .lockBehindPatchSet,
          "the patch set was edited since the lock was written, and gives the same files",
          places: [manifestPlace], evidence: [patchSetEvidence],
          advice: ["the next upgrade records it; nothing has to be done"]))
    }
    return findings + (missing.isEmpty ? [] : [customisationsMissing(missing, release)])
  }

  /// That files are still as a deployment had them that was made by hand.
  private func customisationsMissing(_ paths: [TreePath], _ release: ReleaseName) -> Finding {
    Finding(
      .customisationsMissing,
      "\(paths.count == 1 ? "1 file is" : "\(paths.count) files are") missing customisations since the deployment was adopted; the next upgrade adds them",
      places: paths.map { Place(.deployment, $0.text) },
      advice: ["to have them added: `confomeet-upgrade \(release.reference)`"])
  }

  private func finding(
    _ path: TreePath, _ new: FileTree.File?, _ old: Lock.GeneratedFile?, _ release: ReleaseName
  ) -> Finding {
    let place = patchSet.deployment.directory.appending(path)
    let verb = old == nil ? "add" : new == nil ? "remove" : "change"
    var finding = Finding(
      .regeneratedDiffers, "generating \(release) anew would \(verb) \(place)",
      places: [Place(.deployment, place.text), manifestPlace],
      advice: [
        "generate it anew, `confomeet-upgrade \(release)`, and commit deployment and lock"
      ])
    let original = old.map { self.original(of: $0.blob, at: path) }
    let before = original?.content
    if (old == nil) == (before == nil) {
      let change = FileChange(from: before, to: new?.content, path: place.text)
      if old != nil, new != nil, before != new?.content { finding.evidence.append(change.summary) }
      finding.diff = change.diff.flatMap { $0.isEmpty ? nil : $0 }
    } else {
      if case .lost(let reason) = original {
        finding.evidence.append("the change can't be shown: \(reason)")
      }
    }
    if let old, let new, old.mode != new.mode {
      finding.evidence.append("the mode would be \(new.mode.octal), and is \(old.mode.octal)")
    }
    if patchSet.deployment.directory != lock.generated.directory {
      finding.evidence.append(
        "files go to \(patchSet.deployment.directory), and went to \(lock.generated.directory)")
    }
    finding.evidence.append(patchSetEvidence)
    return finding
  }

  private var manifestPlace: Place {
    Place(.patchSet, PatchSetFolder.shownName(context.places.patches) + "/patchset.yaml")
  }

  private var patchSetEvidence: String {
    guard patchSetID != lock.patches.tree else {
      return "the patch set is the locked one, so the tool's version is what makes the difference"
    }
    return
      "the patch set is not the locked one: tree \(patchSetID.short), locked \(lock.patches.tree.short)"
  }
}
