/// A commit: what a person wants to know of it.
package struct Commit: Sendable, Hashable {
  /// Its id.
  package let id: ObjectID
  /// Who wrote the change.
  package let author: Signature
  /// Who made the commit of it, and when.
  package let committer: Signature
  /// The first paragraph of the message, in one line.
  package let subject: String
  /// The whole message.
  package let message: String
  /// The commits it was made on: none for the first, several for a merge.
  package let parents: [ObjectID]
  /// Its files.
  package let tree: ObjectID

  /// The day of the author's clock in UTC, as `2026-08-31`.
  package var authorDay: String { author.day }

  /// The day of the committer's clock in UTC, as `2026-08-31`.
  package var commitDay: String { committer.day }
}
