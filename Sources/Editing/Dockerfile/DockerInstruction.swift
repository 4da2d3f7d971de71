/// An instruction of a Dockerfile, with its place in the source.
package struct DockerInstruction: Sendable, Hashable {
  /// How the command of an instruction is written.
  package enum Form: Sendable, Hashable {
    /// A text for the shell, or the plain arguments of an instruction that runs nothing.
    case shell
    /// A JSON list of words: `["nginx", "-t"]`.
    case exec
    /// With here-documents behind it: `RUN <<EOF`.
    case heredoc
  }

  /// The keyword in capitals: `RUN`.
  package let keyword: String
  /// The bytes from the keyword to the end of the last line, without its line ending.
  package let span: Range<Int>
  /// How the command is written.
  package let form: Form
  /// The index of the build stage, from 0; `nil` before the first `FROM`.
  package let stage: Int?
  /// What stands behind the keyword, its lines joined.
  let arguments: JoinedText

  /// The arguments with their lines joined and each run of blanks folded to a space.
  package var text: String { foldingWhitespace(arguments.bytes) }

  /// Whether another instruction is the same one, wherever it stands.
  func says(_ other: DockerInstruction) -> Bool {
    keyword == other.keyword && form == other.form && arguments.bytes == other.arguments.bytes
  }
}
