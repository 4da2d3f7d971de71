public import GitKit

/// Something that a person has to decide.
public struct MergeConflict: Sendable, Hashable {
  /// What the two sides did.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Both changed it, each in its own way.
    case bothChanged
    /// Both added it, each in its own way.
    case bothAdded
    /// Ours changed what theirs removed.
    case removedByTheirs
    /// Both changed the file's mode, or what kind of file it is.
    case modeChanged
  }

  /// The file, where it is in the merged tree.
  public let path: TreePath
  /// The part of it, for example `services.web.environment.TZ`; `nil` for lines and for whole files.
  public let node: String?
  /// The lines of the merged file, from 0, that are in question; `nil` for a whole file.
  public let lines: Range<Int>?
  /// What the two sides did.
  public let kind: Kind
  /// The text of the base; `nil` when it is no text, or there is no file.
  public let base: String?
  /// The text of ours, which the merged file has.
  public let ours: String?
  /// The text of theirs; `nil` as for ``base``.
  public let theirs: String?

  /// Whether a side's text stands for bytes that are not UTF-8, which have been replaced in it.
  static func isReplaced(_ text: String?) -> Bool {
    text?.unicodeScalars.contains("\u{FFFD}") ?? false
  }
}

/// Something that upstream changed, and that the deployment keeps in its own way.
public struct MergeNote: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Upstream changed a file or a part of one that was deleted by hand; it stays deleted.
    case deletedByHand
    /// Upstream changed a default that the deployment sets to something of its own.
    case defaultChanged
    /// The file was merged by lines, since a change has no place in its structure.
    case mergedByLines
  }

  /// What it is.
  public let kind: Kind
  /// The file.
  public let path: TreePath
  /// The part of it; `nil` for the whole file.
  public let node: String?
}
