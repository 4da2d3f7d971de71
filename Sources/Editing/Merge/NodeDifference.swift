/// A part of a document that another version of it lacks, has in addition, or has otherwise. It tells no values.
package struct NodeDifference: Sendable, Hashable {
  /// What became of the part.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The later version has it in addition.
    case added
    /// Both have it, each with another value.
    case changed
    /// The later version lacks it.
    case removed
  }

  /// What became of the part.
  package let kind: Kind
  /// The part, for example `services.web.environment.TZ`; a variable's name in an env file.
  package let path: String
}
