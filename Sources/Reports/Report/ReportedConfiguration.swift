package import Findings

/// What services make of their configuration when they start, or how an upgrade changes it.
package struct ReportedConfiguration: Sendable, Hashable, Codable {
  /// A place where a file changes.
  package struct Hunk: Sendable, Hashable, Codable {
    /// The lines, as a hunk of a unified diff.
    package var diff: String
    /// The upstream commits behind it, the newest first.
    package var causes: [Cause]
    /// The patches behind it.
    package var patches: [String]
    /// The variables behind it: their values are others.
    package var variables: [String]
    /// Whether people's own edits are behind it.
    package var isLocal: Bool

    /// Makes a hunk.
    package init(
      diff: String, causes: [Cause] = [], patches: [String] = [], variables: [String] = [],
      isLocal: Bool = false
    ) {
      self.diff = diff
      self.causes = causes
      self.patches = patches
      self.variables = variables
      self.isLocal = isLocal
    }
  }

  /// A file in a container.
  package struct File: Sendable, Hashable, Codable {
    /// What there is to say of it.
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
      /// It is made; nothing is compared.
      case made
      /// It is new.
      case added
      /// It is gone.
      case removed
      /// Its lines are others.
      case changed
      /// Only its path is another one.
      case moved
      /// It is as before.
      case unchanged
      /// What it comes to can't be known.
      case unknown
    }

    /// The path in the container.
    package var path: String
    /// The path before, where it is another one.
    package var movedFrom: String?
    /// What there is to say of it.
    package var state: State
    /// The templates that can't be rendered, with the reason: nothing of them is in the file.
    package var failures: [String]
    /// Why it may not be made.
    package var doubt: String?
    /// Why it can't be known what it comes to.
    package var problem: String?
    /// How many lines it has.
    package var lines: Int
    /// What is in it, when that is wanted; values of variables are left out as `‹NAME›`.
    package var content: String?
    /// Where it changes, and the command that makes it when that is another one.
    package var hunks: [Hunk]

    /// Makes a file.
    package init(
      path: String, movedFrom: String? = nil, state: State, failures: [String] = [],
      doubt: String? = nil, problem: String? = nil, lines: Int = 0, content: String? = nil,
      hunks: [Hunk] = []
    ) {
      self.path = path
      self.movedFrom = movedFrom
      self.state = state
      self.failures = failures
      self.doubt = doubt
      self.problem = problem
      self.lines = lines
      self.content = content
      self.hunks = hunks
    }
  }

  /// A service.
  package struct Service: Sendable, Hashable, Codable {
    /// The name.
    package var name: String
    /// Why its files can't be known.
    package var problem: String?
    /// What its container says before it stops.
    package var stop: String?
    /// The files that its start scripts make, by path.
    package var files: [File]

    /// Makes a service.
    package init(name: String, problem: String? = nil, stop: String? = nil, files: [File]) {
      self.name = name
      self.problem = problem
      self.stop = stop
      self.files = files
    }

    /// The files that are not as before.
    package var changed: [File] { files.filter { $0.state != .unchanged } }
  }

  /// Where the values of variables come from.
  package var variables: String
  /// Which images count that are none yet; `nil` when all are there.
  package var images: String?
  /// Whether two states are compared.
  package var isChange: Bool
  /// The services that were asked for by name; none for all.
  package var asked: [String]
  /// The services, by name.
  package var services: [Service]

  /// Makes one.
  package init(
    variables: String, images: String? = nil, isChange: Bool, asked: [String] = [],
    services: [Service]
  ) {
    self.variables = variables
    self.images = images
    self.isChange = isChange
    self.asked = asked
    self.services = services
  }

  /// The services that have files, or files that change, and those whose containers stop.
  package var telling: [Service] {
    services.filter { service in
      service.stop != nil || !(isChange ? service.changed : service.files).isEmpty
    }
  }

  /// Whether anything is known of a service.
  package var isKnown: Bool { services.contains { $0.problem == nil } }

  /// How much there is, `12 files of 4 services`, `3 of 12 files change`; that nothing is known, where that is so; and
  /// how many containers stop.
  package var summary: String {
    guard isKnown else {
      let whose = services.isEmpty ? "services" : Report.count(services.count, "service")
      return "what \(whose) read is not known"
    }
    let files = services.flatMap(\.files)
    let unknown = files.count { $0.state == .unknown }
    let stopped = services.count { $0.stop != nil }
    var parts: [String] = []
    if isChange {
      let changed = files.count { $0.state != .unchanged && $0.state != .unknown }
      parts.append(
        changed == 0
          ? "no file changes"
          : "\(changed) of \(Report.count(files.count, "file")) \(changed == 1 ? "changes" : "change")"
      )
    } else if !files.isEmpty || stopped == 0 {
      let made = services.filter { !$0.files.isEmpty }
      parts.append(
        Report.count(files.count, "file") + " of " + Report.count(made.count, "service"))
    }
    if unknown > 0 { parts.append("\(unknown) not known") }
    if stopped > 0 {
      parts.append("\(Report.count(stopped, "container")) \(stopped == 1 ? "stops" : "stop")")
    }
    return parts.joined(separator: "; ")
  }
}
