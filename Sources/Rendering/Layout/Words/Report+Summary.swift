import Findings
import Reports

/// What a report comes to in a few words, the same in every form.
extension Report {
  /// The verdict for people, `3 conflicts`.
  var verdictText: String {
    switch verdict {
    case .upToDate: "up to date"
    case .upgraded: "upgraded"
    case .committed: "committed"
    case .wouldChange: "would change"
    case .conflicts: Self.count(findings(.conflict).count, "conflict")
    case .marked: Self.count(findings(.conflict).count, "conflict") + " marked"
    case .adopted: "adopted"
    case .proposed: "proposed"
    case .failed: "failed"
    case .inStep: "in step"
    case .drifted: "out of step"
    case .shown: configuration?.summary ?? "shown"
    }
  }

  /// What became of the deployment.
  var consequence: String {
    switch verdict {
    case .upToDate:
      branch.map { "The branch \($0) has it already." } ?? "Nothing had to be written."
    case .upgraded: "The files and the lock were written."
    case .committed:
      "It is on the branch \(branch ?? ""); the work tree and what is checked out are as they were."
    case .wouldChange: "Nothing was written."
    case .inStep, .drifted: checksText ?? "Nothing was written."
    case .conflicts: "A person has to decide; the deployment and the lock are as they were."
    case .marked:
      branch.map {
        "The conflicts are marked in the files on the branch \($0); the lock in it, the work tree and what is checked out are as they were."
      }
        ?? "The conflicts are marked in the files; everything else was written, and the lock is as it was."
    case .adopted: "The lock was written; no other file was touched."
    case .proposed:
      "Nothing was written."
        + (to.map { " To take it over: confomeet-upgrade adopt \($0.reference)" } ?? "")
    case .failed: "The deployment and the lock are as they were."
    case .shown: "Nothing was written into the deployment."
    }
  }

  /// The releases, `stable-9364-1 → stable-10184`; `nil` when none is known.
  var releasesText: String? {
    switch (from?.name, to?.name) {
    case (let from?, let to?): from == to ? to : "\(from) → \(to)"
    case (let tag?, nil), (nil, let tag?): tag
    case (nil, nil): nil
    }
  }

  /// How many checks came to what, `4 of 6 checks passed; deployment 2, images 1; told only: release 1`; `nil` when
  /// there were none.
  var checksText: String? {
    guard let checks else { return nil }
    let inStep = checks.count { $0.state == .inStep }
    var parts = ["\(inStep) of \(Self.count(checks.count, "check")) passed"]
    func list(_ label: String, _ isListed: (ReportedCheck) -> Bool, hasCount: Bool = true) {
      let items = checks.filter(isListed).map { hasCount ? "\($0.name) \($0.findings)" : $0.name }
      if !items.isEmpty { parts.append(label + items.joined(separator: ", ")) }
    }
    list("") { $0.state == .drifted && $0.counts }
    list("told only: ") { $0.state == .drifted && !$0.counts }
    list("not checked: ", { $0.state == .unchecked }, hasCount: false)
    if let accepted = acceptedText { parts.append("accepted: \(accepted)") }
    return parts.joined(separator: "; ")
  }

  /// How many operations went how, `24 (20 applied, 4 already there)`; `nil` when there were none.
  var operationsText: String? {
    ReportedOperation.summary(patches.flatMap(\.operations)).map { summary in
      "\(patches.reduce(0) { $0 + $1.operations.count }) (\(summary))"
    }
  }

  /// How many guarantees hold and in what, `17 of 17 hold in the deployment`; `nil` when there were none.
  var guaranteesText: String? {
    let guarantees = patches.flatMap(\.guarantees)
    guard !guarantees.isEmpty else { return nil }
    let counted = guarantees.counted
    var text = "\(counted.text) hold"
    if let guaranteesOf {
      text += guaranteesOf == .deployment ? " in the deployment" : " in the generated files"
    }
    if counted.unchecked > 0 { text += "; \(counted.unchecked) not checked" }
    if counted.moot > 0 { text += "; \(counted.moot) of what is not deployed" }
    return text
  }

  /// What the first line says of the deployment's guarantees; `nil` when all that can be checked hold.
  var guaranteesRemark: String? {
    let counted = patches.flatMap(\.guarantees).counted
    guard guaranteesOf == .deployment, counted.fails > 0 else { return nil }
    return "deployment: \(counted.text) guarantees hold"
  }

  /// How many findings people live with, `2 findings`; `nil` for none.
  var acceptedText: String? {
    accepted.map { Self.count($0.count, "finding") }
  }

  /// How many files came to what, `31 (5 updated, 26 unchanged)`; `nil` when there are none.
  var filesText: String? {
    guard !files.isEmpty else { return adoption?.filesText }
    let order: [ReportedFile.Verdict] = [
      .conflict, .merged, .updated, .added, .removed, .kept, .unchanged,
    ]
    let parts = order.compactMap { verdict -> String? in
      let count = files(verdict).count { !$0.isMissing }
      return count == 0 ? nil : "\(count) \(text(of: verdict))"
    }
    let missing = files.count(where: \.isMissing)
    let all = parts + (missing == 0 ? [] : ["\(missing) \(Self.notInstalled)"])
    return "\(files.count) (\(all.joined(separator: ", ")))"
  }

  /// What a file is that the deployment does without.
  static let notInstalled = "not installed"

  /// What became of a file, for people; of a run that wrote nothing, what is to become of it.
  func text(of verdict: ReportedFile.Verdict) -> String {
    switch (verdict, self.verdict) {
    case (.unchanged, _): "unchanged"
    case (.kept, _): "kept"
    case (.conflict, _): "in conflict"
    case (.updated, .upgraded), (.updated, .marked), (.updated, .committed): "updated"
    case (.merged, .upgraded), (.merged, .marked), (.merged, .committed): "merged"
    case (.added, .upgraded), (.added, .marked), (.added, .committed): "added"
    case (.removed, .upgraded), (.removed, .marked), (.removed, .committed): "removed"
    case (.updated, _): "to update"
    case (.merged, _): "to merge"
    case (.added, _): "to add"
    case (.removed, _): "to remove"
    }
  }
}

extension Severity {
  /// The heading over findings of this severity.
  var heading: String {
    switch self {
    case .conflict: "Decisions needed"
    case .error: "Errors"
    case .warning: "Warnings"
    case .note: "Notes"
    }
  }
}

extension ReportedPatch {
  /// How a patch did as a whole.
  enum State: Sendable {
    /// All operations and guarantees are as they should be.
    case good
    /// An operation or a guarantee is not.
    case bad
    /// Nothing was done.
    case untouched
  }

  /// How the patch did as a whole.
  var state: State {
    if operations.contains(where: { $0.outcome == .conflict }) { return .bad }
    if guarantees.contains(where: { $0.state == .fails }) { return .bad }
    let isUnknown = !guarantees.isEmpty && guarantees.allSatisfy { $0.state != .holds }
    return operations.isEmpty && guarantees.isEmpty || isUnknown ? .untouched : .good
  }

  /// How many guarantees hold, `2 of 3`; empty when there are none.
  var guaranteesText: String {
    guard !guarantees.isEmpty else { return "" }
    let counted = guarantees.counted
    return counted.moot == guarantees.count ? "not deployed" : counted.text
  }
}

extension [ReportedGuarantee] {
  /// How many there are of each kind.
  fileprivate var counted: (text: String, fails: Int, unchecked: Int, moot: Int) {
    let count = { (state: ReportedGuarantee.State) in self.count { $0.state == state } }
    let moot = count(.moot)
    return ("\(count(.holds)) of \(self.count - moot)", count(.fails), count(.unchecked), moot)
  }
}

extension ReportedOperation {
  /// How many operations went how, `3 applied, 1 already there`; `nil` when there are none.
  static func summary(_ operations: [ReportedOperation]) -> String? {
    guard !operations.isEmpty else { return nil }
    let order: [Outcome] = [.conflict, .applied, .moved, .already]
    return order.compactMap { outcome -> String? in
      let count = operations.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(outcome.text)"
    }.joined(separator: ", ")
  }

  /// How many places, and on which lines, `2 places: lines 3, 17`.
  var placesText: String {
    let shown = 8
    var text = Report.count(places, "place")
    if !lines.isEmpty {
      text += lines.count == 1 ? ": line " : ": lines "
      text += lines.prefix(shown).map(String.init).joined(separator: ", ")
      if lines.count > shown { text += ", …" }
    }
    return text
  }
}

extension ReportedOperation.Outcome {
  /// The outcome for people.
  var text: String {
    switch self {
    case .applied: "applied"
    case .already: "already there"
    case .moved: "followed"
    case .conflict: "in conflict"
    }
  }
}

extension ReportedFile {
  /// What is to be said of the modes; `nil` when the file is plain before and after.
  var modeText: String? {
    switch (oldMode, newMode) {
    case (let old?, let new?) where old != new: "mode \(old) → \(new)"
    case (nil, "100755"?): "executable"
    default: nil
    }
  }
}

extension Report {
  /// What an upgrade means for `.env`, `1 pinning other images, 2 to set, 1 without effect`; `nil` when
  /// it means nothing.
  var variablesText: String? {
    guard command == "upgrade" else { return nil }
    var parts: [String] = []
    func tell(_ codes: Set<FindingCode>, _ words: String) {
      let count = findings.count { codes.contains($0.finding.code) }
      if count > 0 { parts.append("\(count) \(words)") }
    }
    tell([.imageOutOfStep], "pinning other images")
    tell([.variableRenamed], "renamed")
    tell([.requiredVariableMissing, .variableWithoutValue, .neededVariableMissing], "to set")
    tell([.variableUnknown, .variableNotRead, .variableNotPassed, .valueIgnored], "without effect")
    tell(
      [
        .valueMisread, .valueReadDifferently, .valueNotOfKind, .templateNotRendered, .formerDefault,
      ],
      "to look at")
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
