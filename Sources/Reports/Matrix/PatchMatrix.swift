public import Findings

/// What becomes of each patch at each of many releases: the one value that the forms of a matrix show.
public struct PatchMatrix: Sendable, Hashable, Codable {
  /// The version of the tool.
  public var toolVersion: String
  /// The address of upstream, without a name or password in it; `nil` when it is a path on this machine.
  public private(set) var upstream: String?
  /// The patch set.
  public var patchSet: ReportedPatchSet
  /// The releases, oldest first: the columns.
  public var releases: [MatrixRelease]
  /// The patches in the order they are applied: the rows.
  public var rows: [MatrixRow]
  /// Where what becomes of a patch changes from one release to the next, by patch, oldest first.
  public var turns: [MatrixTurn]

  /// Makes a matrix.
  ///
  /// - Parameter upstream: an address as it was given; a name and password in it are left out, and so is a path.
  public init(
    toolVersion: String, upstream: String?, patchSet: ReportedPatchSet, releases: [MatrixRelease],
    rows: [MatrixRow], turns: [MatrixTurn]
  ) {
    self.toolVersion = toolVersion
    self.upstream = upstream.flatMap(Report.publicAddress)
    self.patchSet = patchSet
    self.releases = releases
    self.rows = rows
    self.turns = turns
  }

  /// Whether a patch has a conflict at any of the releases.
  public var hasConflicts: Bool {
    rows.contains { row in row.cells.contains { $0.outcome == .conflict } }
  }
}

/// A release as a column.
public struct MatrixRelease: Sendable, Hashable, Codable {
  /// The tag, for example `stable-9364-1`.
  public var tag: String
  /// The commit it names: 40 hexadecimal digits.
  public var commit: String

  /// Makes a release.
  public init(tag: String, commit: String) {
    self.tag = tag
    self.commit = commit
  }
}

/// A patch as a row.
public struct MatrixRow: Sendable, Hashable, Codable {
  /// The patch's id.
  public var patch: String
  /// Its title.
  public var title: String
  /// What becomes of it at each release, in the order of the releases.
  public var cells: [MatrixCell]

  /// Makes a row.
  public init(patch: String, title: String, cells: [MatrixCell]) {
    self.patch = patch
    self.title = title
    self.cells = cells
  }
}

/// What becomes of a patch at a release.
public struct MatrixCell: Sendable, Hashable, Codable {
  /// How it goes.
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
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
  public var outcome: Outcome
  /// The variant that is used; `nil` when the patch has only one, or none suits.
  public var variant: String?
  /// What stands in the way.
  public var findings: [Finding]

  /// Makes a cell.
  public init(_ outcome: Outcome, variant: String? = nil, findings: [Finding] = []) {
    self.outcome = outcome
    self.variant = variant
    self.findings = findings
  }

  /// Whether it goes the same way: conflicts of the same kind are the same, in whatever words.
  public func isLike(_ other: MatrixCell) -> Bool {
    outcome == other.outcome && variant == other.variant
      && findings.map(\.code) == other.findings.map(\.code)
  }
}

/// Where what becomes of a patch changes.
public struct MatrixTurn: Sendable, Hashable, Codable {
  /// The patch's id.
  public var patch: String
  /// The last release at which it goes as before.
  public var before: String
  /// The first at which it goes the new way.
  public var release: String
  /// How it went.
  public var from: MatrixCell
  /// How it goes now.
  public var to: MatrixCell
  /// The upstream commit that is why; `nil` when it wasn't looked for, or none in between is.
  public var cause: Cause?

  /// Makes a turn.
  public init(
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
