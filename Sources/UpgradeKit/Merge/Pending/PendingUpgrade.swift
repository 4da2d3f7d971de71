public import GitKit
public import PatchKit

/// An upgrade that is written except for its lock, because conflicts are marked in files for a person to settle: the
/// file `upgrade-pending.yaml` in the deployment.
public struct PendingUpgrade: Sendable, Hashable {
  /// One conflict that was marked.
  public struct Conflict: Sendable, Hashable {
    /// The part of the file, for example `services.web.environment.TZ`; `nil` for lines.
    public let node: String?
    /// What the two sides did.
    public let kind: MergeConflict.Kind
    /// The text of what was generated before; empty for nothing.
    public let base: String
    /// The text that the deployment had.
    public let ours: String
    /// The text of what is generated now.
    public let theirs: String
    /// The lines before it in the merged file, some of them; each ends in a line feed.
    public let before: String
    /// The lines behind it, some of them.
    public let after: String

    /// Makes the record of a conflict.
    public init(
      node: String?, kind: MergeConflict.Kind, base: String, ours: String, theirs: String,
      before: String = "", after: String = ""
    ) {
      self.node = node
      self.kind = kind
      self.base = base
      self.ours = ours
      self.theirs = theirs
      self.before = before
      self.after = after
    }

    /// Git's id of ``base``.
    public var baseID: ObjectID { .ofBlob(Array(base.utf8)) }
    /// Git's id of ``ours``.
    public var oursID: ObjectID { .ofBlob(Array(ours.utf8)) }
    /// Git's id of ``theirs``.
    public var theirsID: ObjectID { .ofBlob(Array(theirs.utf8)) }
  }

  /// A file with conflicts.
  public struct MarkedFile: Sendable, Hashable {
    /// The path from the deployment's folder.
    public let path: TreePath
    /// How many characters a marker has.
    public let markerSize: Int
    /// The file as it was written, with markers.
    public let marked: ObjectID
    /// The conflicts, in the order of their markers.
    public let conflicts: [Conflict]

    /// Makes the record of a file.
    public init(path: TreePath, markerSize: Int, marked: ObjectID, conflicts: [Conflict]) {
      self.path = path
      self.markerSize = markerSize
      self.marked = marked
      self.conflicts = conflicts
    }
  }

  /// A file that is in conflict as a whole, and was left as it is.
  public struct UndecidedFile: Sendable, Hashable {
    /// The path from the deployment's folder.
    public let path: TreePath
    /// What the two sides did.
    public let conflict: Resolution.Conflict
    /// What the three sides have.
    public let sides: Resolution.Sides
    /// The file as it was left.
    public let version: FileVersion

    /// Makes the record of a file.
    public init(
      path: TreePath, conflict: Resolution.Conflict, sides: Resolution.Sides, version: FileVersion
    ) {
      self.path = path
      self.conflict = conflict
      self.sides = sides
      self.version = version
    }
  }

  /// The format that is written, and the newest that can be read.
  public static let format = 1
  /// The file's name, in the deployment's folder.
  public static let fileName = "upgrade-pending.yaml"

  /// The release that the deployment is on the way to.
  public let upstream: Lock.Upstream
  /// The tree id of the patch set's folder.
  public let patches: ObjectID
  /// The files with markers, sorted by path.
  public let files: [MarkedFile]
  /// The files that a person has to decide on as a whole, sorted by path.
  public let undecided: [UndecidedFile]
  /// What every file that was written was before, by path from the deployment's folder.
  public let replaced: [TreePath: FileVersion]

  /// Makes a record.
  public init(
    upstream: Lock.Upstream, patches: ObjectID, files: [MarkedFile],
    undecided: [UndecidedFile] = [], replaced: [TreePath: FileVersion]
  ) {
    self.upstream = upstream
    self.patches = patches
    self.files = files.sorted { $0.path < $1.path }
    self.undecided = undecided.sorted { $0.path < $1.path }
    self.replaced = replaced
  }
}

extension PendingUpgrade.Conflict {
  /// Makes the record of a conflict of a merge.
  init(_ conflict: MergeConflict, _ surroundings: ConflictSurroundings) {
    func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
    self.init(
      node: conflict.node, kind: conflict.kind, base: conflict.base ?? "",
      ours: conflict.ours ?? "", theirs: conflict.theirs ?? "",
      before: text(surroundings.before), after: text(surroundings.after))
  }

  /// The lines around it.
  var surroundings: ConflictSurroundings {
    ConflictSurroundings(
      before: ConflictSurroundings.lines(of: Array(before.utf8)),
      after: ConflictSurroundings.lines(of: Array(after.utf8)))
  }
}
