import Editing
import Findings
import GitKit

extension Patch {
  /// Applies the patch: the first variant whose conditions hold, if its assumptions hold too.
  ///
  /// With a conflict the workspace stays as it was, so that the patches behind it are tried on what upstream has.
  package func apply(to workspace: inout Workspace) -> PatchOutcome {
    if let since, workspace.release < since {
      return PatchOutcome(
        patch: self, variant: nil, operations: [], conflicts: [tooEarly(workspace, since)],
        notes: [])
    }
    guard let variant = variant(for: workspace) else {
      return PatchOutcome(
        patch: self, variant: nil, operations: [], conflicts: [noVariant(workspace)], notes: [])
    }
    let broken = variant.assumptions.filter {
      !$0.condition.at(workspace.release).holds(in: workspace.upstream)
    }
    guard broken.isEmpty else {
      return PatchOutcome(
        patch: self, variant: variant, operations: [],
        conflicts: broken.map { $0.finding(release: workspace.release) }, notes: [])
    }
    return apply(variant, to: &workspace)
  }

  private func variant(for workspace: Workspace) -> Variant? {
    variants.first { variant in
      variant.when.allSatisfy {
        $0.condition.at(workspace.release).holds(in: workspace.upstream)
      }
    }
  }

  private func apply(_ variant: Variant, to workspace: inout Workspace) -> PatchOutcome {
    var draft = workspace
    var results: [OperationResult] = []
    var conflicts: [Finding] = []
    var notes: [Finding] = []
    for stated in variant.operations {
      let before = draft
      do throws(OperationFailure) {
        let outcome = try stated.apply(to: &draft)
        try draft.check(since: before, outcome.effects, by: stated.name)
        results.append(OperationResult(stated: stated, outcome: outcome))
        notes += outcome.effects.compactMap { stated.moved($0, release: workspace.release) }
      } catch {
        // The operations behind it are tried as well: a person gets to see all that is wrong at once.
        draft = before
        results.append(OperationResult(stated: stated, outcome: .conflict))
        conflicts.append(stated.finding(for: error, in: workspace))
      }
    }
    if conflicts.isEmpty { workspace = draft }
    return PatchOutcome(
      patch: self, variant: variant, operations: results, conflicts: conflicts, notes: notes)
  }

  private func tooEarly(_ workspace: Workspace, _ since: ReleaseName) -> Finding {
    Finding(
      .noVariantSuits,
      "patch `\(id)` is for \(since) and newer releases, not for \(workspace.release)",
      places: [place.place], advice: ["take \(since) or a newer release"])
  }

  private func noVariant(_ workspace: Workspace) -> Finding {
    let evidence = variants.map { variant in
      let missing = variant.when.map { $0.condition.at(workspace.release) }
        .filter { !$0.holds(in: workspace.upstream) }
      return "variant `\(variant.name)`: not so that "
        + missing.map(\.statement).joined(separator: ", nor that ")
    }
    return Finding(
      .noVariantSuits, "no variant of patch `\(id)` suits \(workspace.release)",
      places: [place.place], evidence: evidence,
      advice: ["add a variant for the layout that \(workspace.release) has, or retire the patch"])
  }
}

extension StatedOperation {
  /// Makes the edit and compares the number of places with the expected one.
  fileprivate func apply(to workspace: inout Workspace) throws(OperationFailure) -> OperationOutcome
  {
    let effects: [Effect]
    do throws(OperationFailure) {
      effects = try operation.apply(to: &workspace)
    } catch {
      guard error.isAbsence, expectation?.allows(0) == true else { throw error }
      effects = []
    }
    let count = effects.reduce(0) { $0 + $1.changed.count + $1.already.count }
    if let expectation, !expectation.allows(count) {
      let lines = effects.map { effect in
        let lines = (effect.changed + effect.already).sorted().map(String.init)
        return "\(effect.file): line \(lines.joined(separator: ", "))"
      }
      throw OperationFailure(
        .wrongNumberOfPlaces,
        "`\(name)` found \(count) \(count == 1 ? "place" : "places"), expected \(expectation)",
        file: effects.first?.file, evidence: lines,
        advice: [
          "look at the places; then point the operation at the right one, or say with `expect` how many there are"
        ])
    }
    return effects.contains { !$0.changed.isEmpty } ? .applied(effects) : .already(effects)
  }

  fileprivate func finding(for failure: OperationFailure, in workspace: Workspace) -> Finding {
    let release = workspace.release
    var places = [place.place]
    if let file = failure.file {
      // What was looked at may be what earlier operations made of the file, or what this one would.
      let isUpstream =
        failure.text.map { $0.bytes == workspace.upstream[file]?.content }
        ?? (workspace.files[file] == workspace.upstream[file])
      let tree: Place.Tree = isUpstream ? .upstream : .generated
      let found = failure.offsets.compactMap { offset in
        failure.text.map { text in
          let position = text.position(at: offset)
          return Place(
            tree, file.text, release: release.reference, line: position.line,
            column: position.column,
            excerpt: Excerpt.text(of: text, line: position.line - 1))
        }
      }
      places += found.isEmpty ? [Place(tree, file.text, release: release.reference)] : found
    }
    return Finding(
      failure.code, failure.headline, places: places,
      evidence: failure.evidence + (reason.map { ["reason of the operation: \($0)"] } ?? []),
      advice: failure.advice)
  }

  fileprivate func moved(_ effect: Effect, release: ReleaseName) -> Finding? {
    guard let old = effect.movedFrom else { return nil }
    return Finding(
      .fileMoved, "\(old) is \(effect.file) in \(release); `\(name)` followed it",
      places: [place.place, Place(.upstream, effect.file.text, release: release.reference)],
      advice: [
        "name the new path in the manifest, in a variant of its own if older releases matter"
      ])
  }
}

extension StatedCondition {
  /// The finding that an assumption does not hold.
  fileprivate func finding(release: ReleaseName) -> Finding {
    Finding(
      .assumptionFails, "it is no longer so that \(condition.at(release).statement)",
      places: [place.place]
        + (condition.file.map { [Place(.upstream, $0.text, release: release.reference)] } ?? []),
      evidence: because.map { ["the patch relies on it because \($0)"] } ?? [],
      advice: [
        "see what upstream does instead; then change the patch, or the assumption if it was too narrow"
      ])
  }
}

extension String {
  /// The text without blanks around it.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
