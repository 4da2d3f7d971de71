/// What a value in a manifest may be.
package indirect enum ManifestType: Sendable {
  /// One line of text; may be empty.
  case text
  /// Text of any number of lines.
  case multilineText
  /// `true` or `false`.
  case boolean
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A path in the upstream or generated tree.
  case path
  /// The path of a file in the patch's own folder; the file must be there.
  case patchFile
  /// The path of a folder in the patch's own folder; at least one file must be in it.
  case patchFolder
  /// A ``Glob``.
  case glob
  /// A ``Pattern``.
  case pattern
  /// One of a few words.
  case choice([String])
  /// Small letters, digits and `-`, beginning with a letter or digit.
  case identifier
  /// An `http(s)`, `ssh`, `git` or `file` URL.
  case url
  /// The mode of a file in quotes: `"0644"` or `"0755"`.
  case mode
  /// The name of an upstream release: `stable-N` or `stable-N-M`.
  case release
  /// The id of a git object: 40 hexadecimal digits in small letters.
  case objectID
  /// How many places an operation is to find; see ``Expectation``.
  case expectation
  /// An operation under its name.
  case operation
  /// A guarantee under its name.
  case guarantee
  /// A condition.
  case condition
  /// A condition that a patch relies on, with the reason.
  case assumption
  /// A list of values; may be empty.
  case list(ManifestType)
  /// A list of one or more values.
  case nonEmptyList(ManifestType)
  /// One value, or a list of one or more.
  case oneOrMany(ManifestType)
  /// Values by names that are free to choose.
  case map(ManifestType)
  /// Values by names that are given.
  case object(ManifestObject)
}
