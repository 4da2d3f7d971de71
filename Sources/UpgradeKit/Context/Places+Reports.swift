import Findings
import GitKit

/// Makes sure that no report takes the place of what runs read or write.
extension Places {
  /// Looks at the patch set's folder: any file in it is part of the patch set.
  func checkReportsAreOutsideOfPatchSet() throws(UpgradeFailure) {
    guard !reports.isEmpty, let folder = realPath(patches) else { return }
    for report in reports {
      guard let path = realPath(report), path.hasPrefix(folder + "/") else { continue }
      throw inTheWay(report, "a file of the patch set")
    }
  }

  /// Looks at the lock, and at what it says was generated.
  func checkReports(against locked: LockedState) throws(UpgradeFailure) {
    guard !reports.isEmpty else { return }
    for report in reports {
      guard let path = realPath(report), path == locked.file?.place else { continue }
      throw inTheWay(report, "the lock")
    }
    guard let generated = locked.lock?.generated else { return }
    try checkReports(against: generated.files.keys.map(generated.directory.appending))
  }

  /// Looks at generated files.
  ///
  /// - Parameter paths: from the deployment's folder.
  func checkReports(against paths: [TreePath]) throws(UpgradeFailure) {
    guard !reports.isEmpty, let folder = realPath(deployment) else { return }
    let places = Set(paths.map { "\(folder)/\($0)" })
    for report in reports {
      guard let path = realPath(report), places.contains(path) else { continue }
      throw inTheWay(report, "a generated file")
    }
  }

  private func inTheWay(_ report: String, _ what: String) -> UpgradeFailure {
    UpgradeFailure(
      .reportInTheWay, "the report `\(report)` would replace \(what)",
      advice: ["name another file with `--report`"])
  }
}
