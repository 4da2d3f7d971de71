import GitKit
import PatchKit
import Reports

/// The changes from one tree to another.
struct VariableStep {
  let before: VariableMap
  let after: VariableMap
  /// The new names of those that have others.
  let newNames: [String: [String]]
  let removed: Set<String>
  let added: Set<String>

  /// Compares two trees.
  ///
  /// - Parameter newNames: what variables that went are named now; looked for in the trees when not given, which is
  ///   only certain from one release to the next.
  init(from before: VariableMap, to after: VariableMap, newNames: [String: [String]]? = nil) {
    self.before = before
    self.after = after
    let (old, new) = (before.settableNames, after.settableNames)
    (removed, added) = (old.subtracting(new), new.subtracting(old))
    self.newNames =
      newNames ?? RenameEvidence(from: before, to: after, removed: removed, added: added).names
  }

  var changes: [VariableChange] {
    removed.map(removal) + added.compactMap { after[$0].map(addition) }
      + before.settableNames.intersection(after.settableNames).flatMap(difference)
      + after.variables.keys.compactMap(requirement)
  }

  private func removal(of name: String) -> VariableChange {
    let names = newNames[name] ?? []
    let kind: VariableChange.Kind =
      names.isEmpty ? .removed : names.count == 1 ? .renamed : .split
    // Where it is read now says more than where it was.
    let readers =
      after[name].map { after.readers(of: $0) }
      ?? names.compactMap { after[$0] }.flatMap {
        after.readers(of: $0)
      }
    return VariableChange(
      kind, name, newNames: names, release: after.release.reference,
      services: before[name]?.services ?? [],
      readers: readers.isEmpty ? before[name].map { before.readers(of: $0) } ?? [] : readers)
  }

  private func addition(of variable: EnvironmentVariable) -> VariableChange {
    VariableChange(
      variable.presentName == nil ? .added : .superseded, variable.name,
      newNames: variable.presentName.map { [$0] } ?? [],
      release: after.release.reference, services: variable.services,
      readers: after.readers(of: variable), defaultAfter: after.defaults(of: variable).shown,
      comment: variable.comment)
  }

  /// What changed in a variable that is in both.
  private func difference(in name: String) -> [VariableChange] {
    guard let old = before[name], let new = after[name] else { return [] }
    let release = after.release.reference
    var changes: [VariableChange] = []
    if let present = new.presentName, old.presentName != present {
      changes.append(
        VariableChange(
          .superseded, name, newNames: [present], release: release, services: new.services,
          readers: after.readers(of: new)))
    }
    let lost = lostServices(of: name)
    if !lost.isEmpty {
      changes.append(
        VariableChange(
          .unpassed, name, release: release, services: lost.map(\.name),
          readers: after.readers(of: new, in: Set(lost.compactMap { $0.image?.folder }))))
    }
    if before.reaches(name), !after.reaches(name), lost.isEmpty, !new.isReadByPrograms {
      changes.append(
        VariableChange(
          .unread, name, release: release, services: new.services,
          readers: before.readers(of: old)))
    }
    if !new.hasDefaults(of: old),
      let (one, other) = before.defaults(of: old).difference(to: after.defaults(of: new))
    {
      changes.append(
        VariableChange(
          .defaultChanged, name, release: release, services: new.services,
          readers: after.readers(of: new), defaultBefore: one, defaultAfter: other))
    }
    return changes
  }

  /// The services that got a variable that they read, still read it, and do not get it any more.
  private func lostServices(of name: String) -> [ServiceMap] {
    let without = after.services.filter { service in
      service.environment[name] == nil && !service.takesAll
        && service.image?.names.contains(name) == true
    }
    guard !without.isEmpty else { return [] }
    let reached = Set(before.services.filter { $0.takes(name) }.map(\.name))
    return without.filter { reached.contains($0.name) }
  }

  /// A variable that a service does not start without, though it did.
  private func requirement(of name: String) -> VariableChange? {
    guard let variable = after[name], !variable.requirements.isEmpty else { return nil }
    let demanded = before[name]?.requirements ?? []
    let known = Set(before.services.map(\.name))
    let new = variable.requirements.filter { requirement in
      let isNewService = requirement.service.map { !known.contains($0) } ?? false
      return demanded.isEmpty
        || (!isNewService && !demanded.contains { $0.service == requirement.service })
    }
    guard !new.isEmpty else { return nil }
    return VariableChange(
      .required, name, release: after.release.reference,
      services: Set(new.compactMap(\.service)).sorted(),
      readers: Set(new.map(\.place)).sorted().map(after.reader(at:)), comment: variable.comment)
  }
}

extension ServiceMap {
  /// Whether a variable of `.env` gets into the container and is read there.
  fileprivate func takes(_ name: String) -> Bool {
    gets(name) && image?.names.contains(name) == true
  }
}

extension VariableMap {
  /// Whether a value in `.env` is read by a service that gets it, used by Compose, or may be by somebody else's image.
  fileprivate func reaches(_ name: String) -> Bool {
    self[name]?.interpolations.isEmpty == false
      || services.contains { $0.gets(name) && $0.image?.names.contains(name) != false }
  }

  /// The places that read a variable, for a report.
  func readers(
    of variable: EnvironmentVariable, in folders: Set<String>? = nil
  ) -> [VariableChange.Reader] {
    let readers = variable.readers.filter { folders?.contains($0.image) ?? true }
    return Set(readers.map(\.place)).sorted().map(reader(at:))
  }

  /// A place, for a report.
  func reader(at place: FilePlace) -> VariableChange.Reader {
    VariableChange.Reader(
      path: place.path.text, line: place.line, release: release.reference)
  }
}
