import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension DriftSituation {
  /// Whether the generated files are as they were generated, by the lock's ids alone: no upstream is asked, except for
  /// showing an edit whose original is nowhere else.
  func deploymentFindings() throws(UpgradeFailure) -> [Finding] {
    var findings: [Finding] = []
    let state: DeploymentState
    let markers: MarkerMoves?
    let folder = try folder
    do throws(FileSystemError) {
      if try folder.entry(PendingUpgrade.fileName) != nil {
        findings.append(
          Finding(
            .interruptedRunFound,
            "an upgrade of this deployment waits for a person: its conflicts are marked",
            places: [Place(.deployment, PendingUpgrade.fileName)],
            advice: ["settle the conflicts and finish it with `--continue`, or `--abort` it"]))
      }
      state = try DeploymentState(of: folder, generated: lock.generated, coming: [])
      markers = try lock.upstream.release.map { (name) throws(FileSystemError) in
        try MarkerMoves(patchSet.deployment.versionMarkers, in: folder, release: name)
      }
    } catch {
      throw UpgradeFailure(error)
    }
    let missing = state.files.filter { $0.value == .deleted }.map(\.key)
    let notCheckedOut = try SparseCheckout.files(
      missing, in: context.places.deployment, directory: lock.generated.directory)
    if !missing.isEmpty, missing.count == state.files.count, notCheckedOut.isEmpty {
      findings.append(nothingThere(state.files.count))
    } else {
      for (path, file) in lock.generated.files.sorted(by: { $0.key < $1.key }) {
        let place = lock.generated.directory.appending(path)
        if let version = notCheckedOut[place] {
          if version != .file(file.mode, file.blob) { findings.append(editedElsewhere(place)) }
        } else if let found = state.files[place] {
          findings += try finding(place, path, file, found).map { [$0] } ?? []
        }
      }
      findings += foldersReplaced(in: state)
    }
    return findings + (markers?.reported ?? []).map(finding)
  }

  /// A finding for each folder that is none any more, however many files are generated in it.
  private func foldersReplaced(in state: DeploymentState) -> [Finding] {
    var folders: [TreePath: (kind: String, count: Int)] = [:]
    for (path, file) in state.files {
      guard case .replaced(let obstacle) = file, let folder = obstacle.folder(of: path) else {
        continue
      }
      folders[folder] = (obstacle.kindOfFolder, (folders[folder]?.count ?? 0) + 1)
    }
    return folders.sorted { $0.key < $1.key }.map { folder, found in
      Finding(
        .driftedKind,
        "\(folder) is \(found.kind), and \(found.count == 1 ? "1 file is" : "\(found.count) files are") generated in it",
        places: [Place(.deployment, folder.text)],
        advice: [
          "move away what is there, and bring the folder back from the deployment's history"
        ])
    }
  }

  private func captureAdvice(_ place: TreePath) -> String {
    "make it a patch: `confomeet-upgrade patches capture NAME \(ShellWord.quoted(place.text))`; or undo it"
  }

  private func editedElsewhere(_ place: TreePath) -> Finding {
    Finding(
      .driftedContent, "\(place) is not as it was generated",
      places: [Place(.deployment, place.text)],
      evidence: ["it is not checked out; git's index has it otherwise"],
      advice: ["move the change into the patch set, or undo it"])
  }

  private func nothingThere(_ count: Int) -> Finding {
    Finding(
      .driftedAway, "none of the \(count) generated files is there",
      places: [Place(.deployment, lock.generated.directory.description)],
      advice: ["name the deployment's folder with `--deployment`"])
  }

  private func finding(
    _ place: TreePath, _ path: TreePath, _ file: Lock.GeneratedFile,
    _ state: DeploymentState.FileState
  ) throws(UpgradeFailure) -> Finding? {
    switch state {
    case .untouched: return nil
    case .edited(let version): return try edited(place, path, file, version)
    case .modeChanged(let mode):
      return Finding(
        .driftedMode,
        "\(place) has the mode \(mode.octal), and was generated with \(file.mode.octal)",
        places: [Place(.deployment, place.text)],
        advice: [
          "put it back: `chmod \(file.mode == .executable ? "+x" : "-x")`, and commit it; or "
            + captureAdvice(place)
        ])
    case .deleted:
      return Finding(
        .driftedAway, "\(place) is not there", places: [Place(.deployment, place.text)],
        advice: [
          "bring it back from the deployment's history, or leave it out with `include` in patchset.yaml"
        ])
    case .replaced(let obstacle) where obstacle.folder(of: place) != nil: return nil
    case .replaced(let obstacle):
      return Finding(
        .driftedKind, "\(place) is not the generated file: \(obstacle.phrase)",
        places: [Place(.deployment, place.text)],
        advice: ["move away what is there, and bring the file back from the deployment's history"])
    }
  }

  private func edited(
    _ place: TreePath, _ path: TreePath, _ file: Lock.GeneratedFile, _ version: FileVersion
  ) throws(UpgradeFailure) -> Finding {
    let now: [UInt8]
    let folder = try folder
    do throws(FileSystemError) {
      now = try folder.file(at: place).content
    } catch {
      throw UpgradeFailure(error)
    }
    var finding = Finding(
      .driftedContent,
      "\(place) is not as \(file.base == .generated ? "it was generated" : "upstream has it")",
      places: [Place(.deployment, place.text)],
      advice: [
        file.base == .generated
          ? captureAdvice(place) : "move the change into the patch set, or undo it"
      ])
    switch original(of: file.blob, at: path) {
    case .found(let original):
      let change = FileChange(from: original, to: now, path: place.text)
      finding.evidence.append(change.summary)
      finding.diff = change.diff
      finding.places = [change.place(.deployment)]
    case .lost(let reason): finding.evidence.append("the change can't be shown: \(reason)")
    }
    if case .file(let mode, _) = version, mode != file.mode {
      finding.evidence.append("the mode is \(mode.octal), and was \(file.mode.octal)")
    }
    return finding
  }

  private func finding(_ marker: ReportedMarker) -> Finding {
    Finding(
      .markerOutOfStep, "\(marker.file) names \(marker.from), and the lock \(marker.to)",
      places: [Place(.deployment, marker.file, line: marker.line)],
      advice: ["correct the name by hand; the next upgrade does it as well"])
  }
}
