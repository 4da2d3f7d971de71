/// What a merge by structure made of a text.
public struct StructuredMerge: Sendable, Hashable {
  /// The merged text; where there is a conflict it has ours.
  public let bytes: [UInt8]
  /// What a person has to decide, in the order of the text.
  public let conflicts: [NodeConflict]
  /// What upstream changed and ours keeps in its own way, by the place in the document.
  public let notes: [NodeNote]

  /// Makes a result.
  ///
  /// - Throws: ``EditingError`` of kind `unsupported` when two conflicts share a line, so that they could not be shown.
  init(
    _ bytes: [UInt8], _ conflicts: [NodeConflict], _ notes: [NodeNote]
  ) throws(EditingError) {
    for (one, next) in zip(conflicts, conflicts.dropFirst())
    where next.lines.lowerBound < one.lines.upperBound {
      throw EditingError(.unsupported, "`\(one.path)` and `\(next.path)` share a line")
    }
    (self.bytes, self.conflicts, self.notes) = (bytes, conflicts, notes)
  }
}

/// A part of a document that both sides changed, each in its own way.
public struct NodeConflict: Sendable, Hashable {
  /// What the two sides did.
  public enum Kind: String, Sendable, Hashable {
    /// Both changed it.
    case bothChanged
    /// Both added it.
    case bothAdded
    /// Ours changed what theirs removed.
    case removedByTheirs
  }

  /// The part, for example `services.web.environment.TZ`.
  public let path: String
  /// What the two sides did.
  public let kind: Kind
  /// The lines of the merged text, from 0, that are in question.
  public let lines: Range<Int>
  /// These lines as the base would have them; empty when it has nothing there.
  public let base: String
  /// These lines as they are.
  public let ours: String
  /// These lines as theirs would have them; empty when it has nothing there.
  public let theirs: String
}

/// Something that upstream changed, and that ours keeps in its own way.
public struct NodeNote: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable {
    /// Upstream changed what was deleted by hand; it stays deleted.
    case deletedByHand
    /// Upstream changed a default that ours sets to something of its own.
    case defaultChanged
  }

  /// What it is.
  public let kind: Kind
  /// The part, for example `services.web`.
  public let path: String
}
