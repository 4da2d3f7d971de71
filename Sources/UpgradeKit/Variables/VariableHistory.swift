import PatchKit
package import Reports

/// What became of variables from release to release. Of the releases only the first and the last are kept, and what
/// each changed: upstream may have any number of them.
package struct VariableHistory: Sendable {
  /// The variables of the first release; `nil` without a release.
  private(set) var first: VariableMap?
  /// The variables of the last release; `nil` without a release.
  private(set) var last: VariableMap?
  private var steps: ArraySlice<Step> = []

  /// What one release changed.
  private struct Step: Sendable {
    let before: String
    let after: String
    let newNames: [String: [String]]
    let removed: Set<String>
    let added: Set<String>
    let changes: [VariableChange]

    init(_ step: VariableStep) {
      (before, after) = (step.before.release.reference, step.after.release.reference)
      (newNames, removed, added) = (step.newNames, step.removed, step.added)
      changes = step.changes
    }
  }

  /// Makes the history of no releases.
  init() {}

  /// Compares releases.
  ///
  /// - Parameter maps: the releases, oldest first, with none left out: a new name is recognised by the place where the
  ///   old one stood a release before.
  package init(_ maps: [VariableMap]) {
    for map in maps { add(map) }
  }

  /// Takes in the next release.
  mutating func add(_ map: VariableMap) {
    if let last { steps.append(Step(VariableStep(from: last, to: map))) } else { first = map }
    last = map
  }

  /// The part of it from one of its releases to another, by their numbers.
  ///
  /// - Parameter maps: the releases that it was made of.
  func part(_ range: ClosedRange<Int>, of maps: [VariableMap]) -> VariableHistory {
    var part = self
    (part.first, part.last) = (maps[range.lowerBound], maps[range.upperBound])
    part.steps = steps[range.lowerBound..<range.upperBound]
    return part
  }

  /// What changed from the first release to the last; `nil` without a release.
  ///
  /// What came and went in between is left out. Each change has the release that brought it.
  package var changes: VariableChanges? {
    guard let first, let last else { return nil }
    var newNames: [String: [String]] = [:]
    for name in first.variables.keys where last[name]?.isSettable != true {
      newNames[name] = presentNames(of: name)
    }
    var known: [Key: String] = [:]
    for step in steps {
      for change in step.changes {
        let key = Key(change)
        // An old name may have been forgotten for a while before it was taken again.
        if change.kind != .superseded || known[key] == nil { known[key] = change.release }
        if change.kind == .renamed {
          known[Key(kind: .superseded, name: change.name)] = change.release
        }
      }
    }
    let whole = VariableStep(from: first, to: last, newNames: newNames)
    let changes = whole.changes.map { change in
      var change = change
      change.release = lastRelease(changing: change, known) ?? change.release
      return change
    }
    return VariableChanges(
      from: first.release.reference, to: last.release.reference, changes: changes)
  }

  /// What became of a variable that the last release does not know; `nil` when none of the releases did.
  package func former(_ name: String) -> EnvironmentCheck.FormerVariable? {
    guard let index = steps.lastIndex(where: { $0.removed.contains(name) }) else { return nil }
    return EnvironmentCheck.FormerVariable(
      newNames: presentNames(of: name), lastRelease: steps[index].before,
      changedIn: steps[index].after)
  }

  /// The last step in which a variable was renamed, though it may have come back since; `nil` for none.
  func rename(of name: String) -> EnvironmentCheck.FormerVariable? {
    steps.last { $0.newNames[name]?.isEmpty == false }.map { step in
      EnvironmentCheck.FormerVariable(
        newNames: step.newNames[name] ?? [], lastRelease: step.before,
        changedIn: step.after)
    }
  }

  /// The names that a variable has in the last release, through all its renames.
  private func presentNames(of name: String) -> [String] {
    var names: Set<String> = []
    var waiting = [name]
    var seen: Set<String> = []
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      if last?[next]?.isSettable == true {
        names.insert(next)
      } else if let step = steps.last(where: { $0.removed.contains(next) }) {
        waiting += step.newNames[next] ?? []
      }
    }
    return names.sorted()
  }

  private struct Key: Hashable {
    let kind: VariableChange.Kind
    let name: String

    init(_ change: VariableChange) {
      self.init(kind: change.kind, name: change.name)
    }

    init(kind: VariableChange.Kind, name: String) {
      self.kind = kind
      self.name = name
    }
  }

  /// The last release that brought a change of a kind to a variable.
  private func lastRelease(changing change: VariableChange, _ known: [Key: String]) -> String? {
    switch change.kind {
    case .removed, .renamed, .split:
      steps.last { $0.removed.contains(change.name) }?.after
    case .added:
      steps.last { $0.added.contains(change.name) }?.after
    case .required, .unread, .unpassed, .superseded, .defaultChanged:
      known[Key(change)]
    }
  }
}
