/// A command's status.
enum ShellStatus: Hashable {
  case known(Int)
  /// It can't be known; with the reason.
  case unknown(String)

  static let success = ShellStatus.known(0)
  static let failure = ShellStatus.known(1)

  init(_ holds: ShellTruth) {
    switch holds {
    case .yes: self = .success
    case .no: self = .failure
    case .unknown(let reason): self = .unknown(reason)
    }
  }

  var known: Int? {
    if case .known(let status) = self { status } else { nil }
  }

  /// Whether the command succeeds.
  var truth: ShellTruth {
    switch self {
    case .known(let status): status == 0 ? .yes : .no
    case .unknown(let reason): .unknown(reason)
    }
  }
}

/// Whether something holds.
enum ShellTruth: Hashable {
  case yes
  case no
  /// It can't be known; with the reason.
  case unknown(String)

  init(_ holds: Bool) { self = holds ? .yes : .no }

  var negated: ShellTruth {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unknown: self
    }
  }
}
