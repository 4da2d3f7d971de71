import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What became of environment variables, with the commits that did it.
struct VariableConsequences {
  private let range: UpstreamRange
  private let deployed: DeployedChange?

  /// - Parameter deployed: what the deployment runs; `nil` when that can't be known, and all variables are told of.
  init(_ range: UpstreamRange, deployed: DeployedChange?) {
    self.range = range
    self.deployed = deployed
  }

  /// The consequences, one for each kind of change and each variable of services that run.
  func all() throws(GitError) -> [Consequence] {
    let history = try range.variables
    guard let first = history.first, let last = history.last,
      let changes = history.changes?.changes
    else { return [] }
    var consequences: [Consequence] = []
    for change in changes {
      guard let change = running(change, first, last) else { continue }
      consequences.append(
        try consequence(change, first[change.name], change.names.compactMap { last[$0] }))
    }
    return consequences
  }

  /// A change as far as it concerns services that run; `nil` when it concerns others only.
  private func running(
    _ change: VariableChange, _ first: VariableMap, _ last: VariableMap
  ) -> VariableChange? {
    guard let deployed, !change.services.isEmpty else { return change }
    var change = change
    change.services = change.services.flatMap { name in
      // A variable that is gone was passed to services of the release before.
      let map = last.services.contains { $0.name == name } ? last : first
      let service = map.services.first { $0.name == name }
      let running = map.release == last.release ? deployed.after : deployed.before
      return running.names(
        of: name, image: service?.image?.folder, among: Set(map.services.map(\.name)))
    }
    return change.services.isEmpty ? nil : change
  }

  private func consequence(
    _ change: VariableChange, _ old: EnvironmentVariable?, _ new: [EnvironmentVariable]
  ) throws(GitError) -> Consequence {
    var values: [Consequence.Change] = []
    var notes: [String] = []
    let topic: Consequence.Topic
    switch change.kind {
    case .required: topic = .variableRequired
    case .renamed, .split:
      topic = .variableRenamed
      values = change.newNames.map { Consequence.Change(from: change.name, to: $0) }
    case .superseded:
      topic = .variableRenamed
      values = change.newNames.map { Consequence.Change(from: change.name, to: $0) }
      notes = ["the old name still works where the new one is empty"]
    case .removed: topic = .variableGone
    case .unread:
      topic = .variableUnread
    case .unpassed:
      topic = .variableUnread
      notes = ["it is not passed to \(change.services.joined(separator: ", ")) any more"]
    case .defaultChanged:
      topic = .variableDefault
      values = [Consequence.Change(from: change.defaultBefore, to: change.defaultAfter)]
    case .added: topic = .variableAdded
    }
    return Consequence(
      topic, isBreaking: change.kind.breaks, subjects: [change.name], changes: values,
      notes: notes, causes: try causes(of: change, old, new))
  }

  private func causes(
    of change: VariableChange, _ old: EnvironmentVariable?, _ new: [EnvironmentVariable]
  ) throws(GitError) -> [Cause] {
    switch change.kind {
    case .removed, .renamed, .split, .unpassed:
      return try causes(of: change.name, in: old?.passing ?? [], by: .presence)
    case .unread:
      return try causes(of: change.name, in: old?.reading ?? [], by: .presence)
    case .added, .superseded:
      let variable = new.first
      let known = try causes(of: variable?.name ?? "", in: variable?.passing ?? [], by: .presence)
      return known.isEmpty
        ? try causes(of: change.name, in: variable?.reading ?? [], by: .presence) : known
    case .defaultChanged, .required:
      let files = new.flatMap { $0.passing.union($0.reading) }
      return try causes(of: change.name, in: Set(files), by: .lines)
    }
  }

  private enum Aspect {
    /// Whether the name stands in a file.
    case presence
    /// The lines that it stands in.
    case lines
  }

  /// The commits that changed where a name stands, the newest first.
  private func causes(
    of name: String, in files: Set<TreePath>, by aspect: Aspect
  ) throws(GitError) -> [Cause] {
    var causes: [Cause] = []
    for path in files.sorted() {
      causes += try range.causes(at: path) { content throws(GitError) in
        let lines = content.lines(naming: name)
        return aspect == .lines ? lines : lines.isEmpty ? [] : [""]
      }
    }
    return range.inOrder(causes.unique)
  }
}

extension VariableChange {
  /// The names that it is known by now.
  fileprivate var names: [String] {
    switch kind {
    case .renamed, .split, .superseded: newNames
    case .required, .removed, .unread, .unpassed, .defaultChanged, .added: [name]
    }
  }
}

extension EnvironmentVariable {
  /// The files that say who gets it.
  fileprivate var passing: Set<TreePath> {
    let places = passed.map(\.place) + interpolations.map(\.place) + declarations.map(\.place)
    return Set(places.map(\.path))
  }

  /// The files that read it.
  fileprivate var reading: Set<TreePath> { Set(readers.map(\.place.path)) }
}
