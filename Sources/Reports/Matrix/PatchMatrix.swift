package import Findings

/// What becomes of each patch at each of many releases: the one value that the forms of a matrix show.
package struct PatchMatrix: Sendable, Hashable, Codable {
  /// The version of the tool.
  package var toolVersion: String
  /// The address of upstream, without a name or password in it; `nil` when it is a path on this machine.
  package private(set) var upstream: String?
  /// The patch set.
  package var patchSet: ReportedPatchSet
  /// The releases, oldest first: the columns.
  package var releases: [MatrixRelease]
  /// The patches in the order they are applied: the rows.
  package var rows: [MatrixRow]
  /// The transitions by patch, oldest first.
  package var transitions: [MatrixTransition]

  /// Makes a matrix.
  ///
  /// - Parameter upstream: an address as it was given; a name and password in it are left out, and so is a path.
  package init(
    toolVersion: String, upstream: String?, patchSet: ReportedPatchSet, releases: [MatrixRelease],
    rows: [MatrixRow], transitions: [MatrixTransition]
  ) {
    self.toolVersion = toolVersion
    self.upstream = upstream.flatMap(Report.publicAddress)
    self.patchSet = patchSet
    self.releases = releases
    self.rows = rows
    self.transitions = transitions
  }

  // `turns` is what programs that read the JSON know; another key would be another form.
  private enum CodingKeys: String, CodingKey {
    case toolVersion, upstream, patchSet, releases, rows
    case transitions = "turns"
  }

  /// Whether a patch has a conflict at any of the releases.
  package var hasConflicts: Bool {
    rows.contains { row in row.cells.contains { $0.outcome == .conflict } }
  }
}

/// A release, or a commit that is in none yet, as a column.
package struct MatrixRelease: Sendable, Hashable, Codable {
  /// The tag, for example `stable-9364-1`; `@e127e5d` without one.
  package var tag: String
  /// The commit it names: 40 hexadecimal digits.
  package var commit: String

  /// Makes a release.
  package init(tag: String, commit: String) {
    self.tag = tag
    self.commit = commit
  }
}

/// A patch as a row.
package struct MatrixRow: Sendable, Hashable, Codable {
  /// The patch's id.
  package var patch: String
  /// Its title.
  package var title: String
  /// What becomes of it at each release, in the order of the releases.
  package var cells: [MatrixCell]

  /// Makes a row.
  package init(patch: String, title: String, cells: [MatrixCell]) {
    self.patch = patch
    self.title = title
    self.cells = cells
  }
}

/// What becomes of a patch at a release.
package struct MatrixCell: Sendable, Hashable, Codable {
  /// How it goes.
  package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// The patch changes files, and what it guarantees holds.
    case applied
    /// All is there already: upstream has it.
    case already
    /// It is applied, to a file that upstream has moved.
    case moved
    /// It can't be applied, or what it guarantees doesn't hold.
    case conflict
    /// The release is older than those that the patch is for.
    case unsupported
  }

  /// How it goes.
  package var outcome: Outcome
  /// The variant that is used; `nil` when the patch has only one, or none suits.
  package var variant: String?
  /// What stands in the way.
  package var findings: [Finding]

  /// Makes a cell.
  package init(_ outcome: Outcome, variant: String? = nil, findings: [Finding] = []) {
    self.outcome = outcome
    self.variant = variant
    self.findings = findings
  }

  /// Whether it goes the same way: conflicts of the same kind are the same, in whatever words.
  package func isLike(_ other: MatrixCell) -> Bool {
    outcome == other.outcome && variant == other.variant
      && findings.map(\.code) == other.findings.map(\.code)
  }
}

/// A transition: two adjacent releases with different outcomes.
package struct MatrixTransition: Sendable, Hashable, Codable {
  /// The patch's id.
  package var patch: String
  /// The last release at which it goes as before.
  package var before: String
  /// The first at which it goes the new way.
  package var release: String
  /// How it went.
  package var from: MatrixCell
  /// How it goes now.
  package var to: MatrixCell
  /// The upstream commit that is why; `nil` when it wasn't looked for, or none in between is.
  package var cause: Cause?

  /// Makes a transition.
  package init(
    patch: String, before: String, release: String, from: MatrixCell, to: MatrixCell,
    cause: Cause? = nil
  ) {
    self.patch = patch
    self.before = before
    self.release = release
    self.from = from
    self.to = to
    self.cause = cause
  }
}
