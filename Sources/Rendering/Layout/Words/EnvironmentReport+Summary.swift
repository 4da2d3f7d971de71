import Findings
import Reports

extension EnvironmentReport {
  /// The releases, `stable-9364-1 → stable-10184`.
  var releasesText: String { from.map { "\($0.name) → \(to.name)" } ?? to.name }

  /// What it comes to in a line.
  var summary: String {
    if let checked {
      let problems = findings.count { $0.severity < .note }
      let notes = findings.count - problems
      var text = problems == 0 ? "in order" : Report.count(problems, "problem")
      if notes > 0 { text += ", \(Report.count(notes, "note"))" }
      if let edit {
        let edited = edit.files.map(\.path).joined(separator: ", ")
        // Of several files only some may have had to be edited.
        guard edited.isEmpty || edited == checked.file else {
          return "\(edited): \(edit.word); \(checked.file): \(text)"
        }
        text = "\(edit.word), \(text)"
      }
      return "\(checked.file): \(text)"
    }
    let problems = findings.count { $0.severity < .note }
    guard problems == 0 else { return Report.count(problems, "problem") }
    guard let changes else { return Report.count(variables.count, "variable") }
    guard !changes.changes.isEmpty else { return "no variable has changed" }
    return VariableChange.Kind.allCases.compactMap { kind in
      let count = changes.changes(kind).count
      return count == 0 ? nil : "\(count) \(kind.word)"
    }.joined(separator: ", ")
  }
}

extension EnvironmentReport.Edit {
  /// What became of the files.
  var word: String {
    files.isEmpty ? "nothing to edit" : isWritten ? "edited" : "would be edited"
  }
}

extension VariableChange.Kind {
  /// The heading over changes of this kind.
  var heading: String {
    switch self {
    case .required: "Required now: services do not start without them"
    case .renamed: "Renamed: the old name does nothing any more"
    case .split: "Split: the old name does nothing any more"
    case .removed: "Gone: setting them does nothing any more"
    case .unread: "Passed on as before, and read by nothing any more"
    case .unpassed: "No longer passed to a service that still reads them"
    case .superseded: "Old names: still taken where the new one is empty"
    case .defaultChanged: "Another default"
    case .added: "New"
    }
  }

  /// The kind for a count, `3 renamed`.
  var word: String {
    switch self {
    case .required: "newly required"
    case .renamed: "renamed"
    case .split: "split"
    case .removed: "gone"
    case .unread: "no longer read"
    case .unpassed: "no longer passed"
    case .superseded: "with a newer name"
    case .defaultChanged: "with another default"
    case .added: "new"
    }
  }
}

extension VariableChange {
  /// The defaults, `1 → 0`, or the one there is; `nil` when nothing is known of them.
  var defaultsText: String? {
    switch (defaultBefore, defaultAfter) {
    case (let before?, let after?): "\(before) → \(after)"
    case (nil, let after?): after
    case (_, nil): nil
    }
  }

  /// The services that it concerns: those that take an old name, where not all do, and those that don't.
  var servicesText: String {
    guard let exceptions = newNameOnly else { return services.joined(separator: ", ") }
    let takers = services.filter { !exceptions.contains($0) }
    let others = "not by \(exceptions.joined(separator: ", "))"
    return takers.isEmpty
      ? "taken \(others)" : "taken by \(takers.joined(separator: ", ")); \(others)"
  }

  /// The places, `jibri/rootfs/defaults/jibri.conf:5`, at most `limit`.
  func places(limit: Int) -> [String] {
    let texts = readers.map { "\($0.path):\($0.line)" }
    return texts.count > limit && limit > 0
      ? texts.prefix(limit) + ["…"] : Array(texts.prefix(limit))
  }

  /// What the readers are: of a variable that went, those that it had, unless it is read still.
  var readersLabel: String {
    switch kind {
    case .required: "demanded at"
    case .removed: readers.contains { $0.release == release } ? "still read at" : "was read at"
    case .unread: "was read at"
    case .renamed, .split, .unpassed, .superseded, .defaultChanged, .added: "read at"
    }
  }
}
