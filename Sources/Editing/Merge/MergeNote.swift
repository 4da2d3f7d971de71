/// Something that a merge settles by itself, and that should be known.
package struct MergeNote: Sendable, Hashable {
  /// What it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Upstream changed a file or a part of one that was deleted locally; it stays deleted.
    case deletedLocally
    /// Upstream changed a default that ours sets to something of its own.
    case defaultChanged
    /// People's own service runs an image of upstream's, and got nothing of its changes, nor its release.
    case ownServiceKept
    /// The file was merged by lines, since a change has no place in its structure.
    case mergedByLines
  }

  /// What it is.
  package let kind: Kind
  /// The file's path.
  package let file: String
  /// The part of it, for example `services.web`; `nil` for the whole file.
  package let node: String?
  /// Why the file was merged by lines.
  package let reason: Reason?
  /// What theirs calls what was deleted, where it calls it otherwise: several for what was split.
  package private(set) var newNames: [String] = []
  /// The file that the part was in, where theirs has it in another one now.
  package private(set) var formerFile: String?
  /// What was deleted, where the part itself only stands in for it.
  package private(set) var original: String?

  /// What keeps a file from being merged by what it says.
  package struct Reason: Sendable, Hashable {
    /// The version of the file that it is in.
    package enum Side: Sendable, Hashable {
      case base, ours, theirs
      /// None by itself: what both changed does not fit together.
      case both
    }

    /// The version of the file.
    package let side: Side
    /// What it is, as a clause.
    package let text: String
    /// The line in that version, from 1; of ours where it is in none by itself.
    package let line: Int?

    /// Makes a reason.
    package init(_ side: Side, _ text: String, line: Int?) {
      (self.side, self.text, self.line) = (side, text, line)
    }
  }

  /// Makes a note.
  package init(_ kind: Kind, _ file: String, node: String? = nil, reason: Reason? = nil) {
    (self.kind, self.file, self.node, self.reason) = (kind, file, node, reason)
  }

  /// The note with what theirs calls the part now.
  package func called(_ names: [String]) -> MergeNote {
    var note = self
    note.newNames = names.filter { $0 != node }
    return note
  }

  /// The note with the file that the part was in.
  package func formerly(in file: String) -> MergeNote {
    var note = self
    note.formerFile = file
    return note
  }

  /// The note with what was deleted, for which the part stands in.
  func standing(inFor original: String) -> MergeNote {
    var note = self
    note.original = original
    return note
  }
}
