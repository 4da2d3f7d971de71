import Findings
import GitKit

/// What a sparse checkout leaves out of a deployment: such files are not there, and nobody has deleted them.
enum SparseCheckout {
  /// The files that are left out, as git's index has them, by path from the deployment's folder.
  ///
  /// - Parameters:
  ///   - paths: those asked for, from the deployment's folder.
  ///   - directory: the folder of the generated files.
  /// - Returns: nothing when the deployment lies in no repository.
  /// - Throws: ``UpgradeFailure`` when the repository can't be read.
  static func files(
    _ paths: [TreePath], in deployment: String, directory: TreeFolder
  ) throws(UpgradeFailure) -> [TreePath: FileVersion] {
    guard !paths.isEmpty else { return [:] }
    var files: [TreePath: FileVersion] = [:]
    do throws(GitError) {
      try WorkTrees(of: deployment, directory: directory).forEach(of: paths) {
        (repository, places) throws(GitError) in
        for (place, file) in try repository.filesNotCheckedOut(in: Array(places.keys)) {
          if let path = places[place] { files[path] = .file(file.mode, file.id) }
        }
      }
    } catch {
      // A name that no tree can have has no files in the index.
      if error.kind == .invalidPath { return [:] }
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
    return files
  }

  /// Stops when files are left out.
  static func check(
    _ paths: [TreePath], in deployment: String, directory: TreeFolder
  ) throws(UpgradeFailure) {
    let files = try files(paths, in: deployment, directory: directory).keys.sorted()
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
