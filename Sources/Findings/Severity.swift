/// How grave a finding is taken to be, from the gravest down.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// A person has to decide; nothing was written.
  case conflict
  /// It could not be done.
  case error
  /// It was done, and someone should look.
  case warning
  /// Good to know.
  case note

  /// The order of lists: the graver comes first.
  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .conflict: 0
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
