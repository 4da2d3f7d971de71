import Editing
import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether every image of upstream's in the deployment's compose files is that of the locked release.
  func imagesFindings() throws(UpgradeFailure) -> [Finding] {
    let compose: DeployedCompose
    let folder = try folder
    do throws(FileSystemError) {
      compose = try DeployedCompose(in: folder, readings: readings)
    } catch {
      throw UpgradeFailure(error)
    }
    var findings = compose.broken.map { path, text, error in
      let position = error.offset.map(text.position)
      return Finding(
        .unreadableComposeFile, "\(path) can't be read: \(error.message)",
        places: [
          Place(.deployment, path.text, line: position?.line, column: position?.column)
        ], advice: ["correct it; `docker compose config` shows what Compose makes of it"])
    }
    findings += compose.unread.map { path, reason in
      Finding(
        .unreadableComposeFile, "\(path) was not read: \(reason)",
        places: [Place(.deployment, path.text)],
        advice: ["put the file itself there, or give it another name if it is no compose file"])
    }
    var images = DeployedImages(
      locked: try target().release.name, names: try UpstreamImageNames(files(), readings))
    for (path, file) in compose.files {
      let directory = projectFolder(of: path)
      let (variables, problem) = try variables(in: directory)
      if let problem, !findings.contains(problem) { findings.append(problem) }
      images.look(at: file, path, in: directory, variables) { dockerfile in
        let place = directory.isEmpty ? dockerfile : try? TreePath("\(directory)/\(dockerfile)")
        return place.flatMap { try? folder.file(at: $0).content }
      }
    }
    return findings + images.findings
  }

  /// The folder that relative paths of a compose file count from: that of the generated files below it, else its own, as
  /// for a project of its own further below.
  private func projectFolder(of path: TreePath) -> String {
    let directory = lock.generated.directory.text
    let isProject = ComposeSelection.standardNames.contains(String(path.name))
    return path.isInside(directory) && !isProject ? directory : path.folder
  }
}
