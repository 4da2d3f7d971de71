import GitKit

/// Places of a file that lie close together and have the same behind them.
struct ChangeGroup {
  private static let context = 2

  let found: ConfigurationCauses.Found
  private(set) var hunks: [EffectiveChange.Hunk]

  static func all(
    of change: EffectiveChange, _ causes: ConfigurationCauses?
  ) throws(GitError) -> [ChangeGroup] {
    var groups: [ChangeGroup] = []
    for hunk in change.hunks {
      let found = try causes?.found(hunk, of: change) ?? ConfigurationCauses.Found()
      if let last = groups.last, last.found == found, let before = last.hunks.last,
        hunk.old.lowerBound - before.old.upperBound <= 2 * context
      {
        groups[groups.count - 1].hunks.append(hunk)
      } else {
        groups.append(ChangeGroup(found: found, hunks: [hunk]))
      }
    }
    return groups
  }

  /// The hunk of a unified diff.
  func diff(of change: EffectiveChange) -> String {
    guard let first = hunks.first, let last = hunks.last else { return "" }
    let lead = min(Self.context, first.old.lowerBound, first.new.lowerBound)
    let trail = min(
      Self.context, change.old.count - last.old.upperBound, change.new.count - last.new.upperBound)
    var text: [String] = []
    var old = first.old.lowerBound - lead
    for hunk in hunks {
      text += change.old[old..<hunk.old.lowerBound].map { " \($0.text)" }
      text += change.old[hunk.old].map { "-\($0.text)" }
      text += change.new[hunk.new].map { "+\($0.text)" }
      old = hunk.old.upperBound
    }
    text += change.old[old..<(old + trail)].map { " \($0.text)" }
    let oldStart = first.old.lowerBound - lead
    let newStart = first.new.lowerBound - lead
    let oldCount = old + trail - oldStart
    let newCount = last.new.upperBound + trail - newStart
    let header =
      "@@ -\(oldStart + (oldCount == 0 ? 0 : 1)),\(oldCount) "
      + "+\(newStart + (newCount == 0 ? 0 : 1)),\(newCount) @@"
    return ([header] + text).joined(separator: "\n") + "\n"
  }
}
