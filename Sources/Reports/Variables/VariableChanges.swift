/// What changed in the environment variables between two releases.
package struct VariableChanges: Sendable, Hashable, Codable {
  /// The release that it is counted from.
  package var from: String
  /// The release that it leads to.
  package var to: String
  /// The changes: what breaks a deployment first, then by name.
  package private(set) var changes: [VariableChange]

  /// Makes a value; the changes are sorted.
  package init(from: String, to: String, changes: [VariableChange]) {
    self.from = from
    self.to = to
    self.changes = changes.sorted { left, right in
      left.kind == right.kind ? left.name < right.name : left.kind < right.kind
    }
  }

  /// The same with each change as told otherwise.
  package func told<Failure: Error>(
    _ change: (VariableChange) throws(Failure) -> VariableChange
  ) throws(Failure) -> VariableChanges {
    VariableChanges(from: from, to: to, changes: try changes.map(change))
  }

  /// The changes of a kind, by name.
  package func changes(_ kind: VariableChange.Kind) -> [VariableChange] {
    changes.filter { $0.kind == kind }
  }

  /// Whether any of them can break a deployment that sets the variable, or does not.
  package var breaksAnything: Bool { changes.contains { $0.kind.breaks } }
}

/// What became of one environment variable. It has upstream's defaults and no value of anybody's own.
package struct VariableChange: Sendable, Hashable, Codable {
  /// The ways in which variables change, what breaks a deployment first.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// A service does not start without it any more.
    case required
    /// It has another name; the old one is not read.
    case renamed
    /// It became several.
    case split
    /// No compose file uses it any more, and env.example does not have it.
    case removed
    /// It is still passed on, and nothing reads it any more.
    case unread
    /// A service that still reads it does not get it any more.
    case unpassed
    /// It has another name; the old one is taken where the new one is empty.
    case superseded
    /// What holds without it is something else.
    case defaultChanged = "default-changed"
    /// It is new.
    case added

    /// The order of lists.
    package static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether it can break a deployment.
    package var breaks: Bool {
      switch self {
      case .required, .renamed, .split, .removed, .unread, .unpassed: true
      case .superseded, .defaultChanged, .added: false
      }
    }
  }

  /// A place that reads the variable.
  package struct Reader: Sendable, Hashable, Codable {
    /// The file.
    package var path: String
    /// The line, counted from 1.
    package var line: Int
    /// The release that the file is looked at in.
    package var release: String

    /// Makes a reader.
    package init(path: String, line: Int, release: String) {
      self.path = path
      self.line = line
      self.release = release
    }
  }

  /// What became of it.
  package var kind: Kind
  /// The variable; for a rename its old name.
  package var name: String
  /// The names that it has now, when they are others.
  package var newNames: [String]
  /// The release that brought it.
  package var release: String
  /// The services concerned, sorted: those that get it, or got it before it went.
  package var services: [String]
  /// The places in images that read it, or read it before it went; those that demand it when it is required.
  package var readers: [Reader]
  /// What held without it before; `nil` where there is nothing to say.
  package var defaultBefore: String?
  /// What holds without it now; `nil` where there is nothing to say.
  package var defaultAfter: String?
  /// The first line of the comment above it in env.example.
  package var comment: String?
  /// Of an old name that is still taken, the services that take only the new one, sorted; `nil` for none.
  package var newNameOnly: [String]?

  /// Makes a change.
  package init(
    _ kind: Kind, _ name: String, newNames: [String] = [], release: String,
    services: [String] = [], readers: [Reader] = [], defaultBefore: String? = nil,
    defaultAfter: String? = nil, comment: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.newNames = newNames
    self.release = release
    self.services = services
    self.readers = readers
    self.defaultBefore = defaultBefore
    self.defaultAfter = defaultAfter
    self.comment = comment
  }
}
