import Findings
import GitKit

/// What a sparse checkout leaves out of a deployment: such files are not there, and nobody has deleted them.
enum SparseCheckout {
  /// The files that are left out, as git's index has them, by path from the deployment's folder.
  ///
  /// - Parameter paths: those asked for, from the deployment's folder.
  /// - Returns: nothing when the deployment lies in no repository.
  /// - Throws: ``UpgradeFailure`` when the repository can't be read.
  static func files(
    _ paths: [TreePath], in deployment: String
  ) throws(UpgradeFailure) -> [TreePath: FileVersion] {
    guard !paths.isEmpty else { return [:] }
    var places: [TreePath: TreePath] = [:]
    let found: [TreePath: (mode: FileMode, id: ObjectID)]
    do throws(GitError) {
      guard let (repository, prefix) = try Repository.discover(from: deployment) else { return [:] }
      let folder = prefix.isEmpty ? nil : try? TreePath(prefix)
      // A name that no tree can have has no files in the index.
      guard folder != nil || prefix.isEmpty else { return [:] }
      for path in paths { places[folder?.appending(path) ?? path] = path }
      found = try repository.filesNotCheckedOut(in: Array(places.keys))
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
    var files: [TreePath: FileVersion] = [:]
    for (place, file) in found {
      if let path = places[place] { files[path] = .file(file.mode, file.id) }
    }
    return files
  }

  /// Stops when files are left out.
  static func check(_ paths: [TreePath], in deployment: String) throws(UpgradeFailure) {
    let files = try files(paths, in: deployment).keys.sorted()
    guard !files.isEmpty else { return }
    throw UpgradeFailure(
      .notWritable,
      files.count == 1
        ? "a generated file is not checked out"
        : "\(files.count) generated files are not checked out",
      places: files.map { Place(.deployment, $0.text) },
      evidence: ["the checkout is a sparse one; in the repository nobody has deleted them"],
      advice: [
        "check them out: `git sparse-checkout disable`, or `git sparse-checkout add FOLDER`",
        "or upgrade with `--commit`, which needs no file checked out",
      ])
  }
}
