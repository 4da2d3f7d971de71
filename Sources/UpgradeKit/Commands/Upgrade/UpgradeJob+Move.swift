import Findings
import GitKit
import PatchKit

extension Upgrade.Job {
  /// Stops when the patch set generates into another folder than before, and something that Compose needs beside the
  /// files would stay where they were.
  func checkMove(_ files: (any FileSource)?) throws(UpgradeFailure) {
    let other = target.patchSet.deployment.directory
    guard let files, let generated = context.lock?.generated, generated.directory != other else {
      return
    }
    let folder = generated.directory
    let deployed = DeployedFiles(files)
    let needs = FolderNeeds(
      of: folder,
      further: try deployed.compose(in: folder, generated: [], context.sources.readings),
      deployed.local, context.sources.readings)
    let own = Set(generated.files.keys.map(folder.appending))
    let left = needs.paths.sorted().filter { path in
      deployed.local[path] != .nothing && !own.contains { $0.isInside(path.text) }
    }
    if let failure = deployed.failure { throw UpgradeFailure(failure) }
    guard !left.isEmpty else { return }
    let moves = left.map { path in
      let place = other.appending(path.below(folder))
      let parent = place.folder.isEmpty ? "." : place.folder
      return ShellWord.makingFolder(parent) + " && "
        + ShellWord.moving([path.text], to: parent + "/")
    }
    throw UpgradeFailure(
      .generatedElsewhere,
      "the patch set generates into `\(other)`, and what Compose needs beside the files would stay in `\(folder)`",
      places: [Place(.deployment, folder.description)], evidence: left.map(\.text),
      advice: [
        "write `directory: \(folder)` into `patchset.yaml`: nothing has to move then",
        "or move it first, in the deployment's folder: `\(moves.joined(separator: " && "))`; then run again",
      ])
  }
}
