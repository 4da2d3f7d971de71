import Findings
import GitKit
import PatchKit
import Reports
import Secrets

extension UpgradePlan {
  /// What becomes of each file.
  ///
  /// - Parameter folder: the deployment's files as they are.
  func reportedFiles(
    in folder: (any FileSource)?, wantsDiffs: Bool
  ) throws(UpgradeFailure) -> [ReportedFile] {
    try comparison.decisions.map { (decision) throws(UpgradeFailure) in
      ReportedFile(
        path: decision.path.text, verdict: decision.verdict,
        oldMode: decision.version.mode?.octal, newMode: decision.newMode?.octal,
        diff: wantsDiffs ? try decision.diff(in: folder) : nil)
    }
  }
}

extension Comparison.FileDecision {
  /// The mode after the run.
  fileprivate var newMode: FileMode? {
    switch verdict {
    case .added, .updated, .merged, .unchanged: new?.mode
    case .removed: nil
    case .kept, .conflict: version.mode
    }
  }

  /// The change as a unified diff; `nil` for a file that does not change or is not text.
  fileprivate func diff(in folder: (any FileSource)?) throws(UpgradeFailure) -> String? {
    guard verdict.isChange else { return nil }
    if let merge = merge ?? movedAway {
      // What people wrote into the file is shown around what comes in, so that values must not be seen.
      let mask = SecretMask(
        path: path.text,
        known: [merge.sides.base, merge.sides.theirs].compactMap(\.?.content))
      return try? TextDiff.unified(
        old: merge.sides.ours.map { mask.masked(file: $0.content) },
        new: new.map { mask.masked(file: $0.content) }, path: path.text)
    }
    do throws(FileSystemError) {
      let before = version == .absent ? nil : try folder?.file(at: path).content
      return try? TextDiff.unified(old: before, new: new?.content, path: path.text)
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension FileVersion {
  fileprivate var mode: FileMode? {
    switch self {
    case .absent: nil
    case .file(let mode, _): mode
    }
  }
}
