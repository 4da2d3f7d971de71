import Editing
package import Findings

extension LockError {
  /// The error as a finding.
  package var finding: Finding {
    let code: FindingCode =
      switch kind {
      case .malformed: .lockUnreadable
      case .newerFormat: .newerLockFormat
      }
    let place = Place(
      .deployment, file, line: position?.line, column: position?.column, excerpt: excerpt)
    return Finding(code, message, places: [place])
  }
}
