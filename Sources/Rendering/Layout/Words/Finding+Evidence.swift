import Findings

extension Finding {
  /// The evidence as it is shown: a conflict's id comes first, since people look for it in other reports.
  var evidenceLines: [String] { (conflict.map { ["conflict: \($0)"] } ?? []) + evidence }
}
