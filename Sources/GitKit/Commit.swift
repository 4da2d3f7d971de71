/// A commit: what a person wants to know of it.
public struct Commit: Sendable, Hashable {
  /// Its id.
  public let id: ObjectID
  /// Who wrote the change.
  public let author: Signature
  /// Who made the commit of it, and when.
  public let committer: Signature
  /// The first paragraph of the message, in one line.
  public let subject: String
  /// The whole message.
  public let message: String
  /// The commits it was made on: none for the first, several for a merge.
  public let parents: [ObjectID]
  /// Its files.
  public let tree: ObjectID

  /// The day of the author's clock in UTC, as `2026-08-31`.
  public var authorDay: String { author.day }

  /// The day of the committer's clock in UTC, as `2026-08-31`.
  public var commitDay: String { committer.day }
}
