import Findings
import GitKit

/// Writes effective files with all their values, for other tools.
enum ConfigurationOutput {
  /// Makes sure that the folder is outside of the deployment: there the files, secrets included, would be committed.
  static func check(_ path: String, _ places: Places) throws(UpgradeFailure) {
    guard let deployment = realPath(places.deployment), let folder = realPath(path),
      folder == deployment || folder.hasPrefix(deployment + "/")
    else { return }
    throw UpgradeFailure(
      .reportInTheWay, "`\(path)` lies in the deployment, and the files have all secrets",
      advice: ["name a folder outside of it with `--output`"])
  }

  /// Writes each file to `FOLDER/<service>/<path in the container>`, for nobody else to read. No link is followed.
  ///
  /// - Throws: ``UpgradeFailure`` when a file can't be written; those before it were.
  static func write(
    _ configuration: EffectiveConfiguration, to path: String
  ) throws(UpgradeFailure) {
    do throws(FileSystemError) {
      let folder = try Folder.make(at: path, observer: nil).folder
      for service in configuration.services {
        for file in service.files {
          guard let target = TreePath.optional("\(service.name)\(file.path)") else {
            throw FileSystemError(.badPath, .create, "\(path)/\(service.name)\(file.label)")
          }
          try makeFolders(of: target, in: folder)
          try Draft(of: target.text, in: folder).replace(with: file.bytes, permissions: 0o600)
        }
      }
    } catch {
      throw UpgradeFailure(error)
    }
  }

  private static func makeFolders(
    of path: TreePath, in folder: Folder
  ) throws(FileSystemError) {
    var parent = ""
    for name in path.components.dropLast() {
      parent += (parent.isEmpty ? "" : "/") + name
      try folder.createFolder(parent, permissions: 0o700)
    }
  }
}
