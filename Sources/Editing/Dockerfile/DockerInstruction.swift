/// An instruction of a Dockerfile, with its place in the source.
public struct DockerInstruction: Sendable, Hashable {
  /// How the command of an instruction is written.
  public enum Form: Sendable, Hashable {
    /// A text for the shell, or the plain arguments of an instruction that runs nothing.
    case shell
    /// A JSON list of words: `["nginx", "-t"]`.
    case exec
    /// With here-documents behind it: `RUN <<EOF`.
    case heredoc
  }

  /// The keyword in capitals: `RUN`.
  public let keyword: String
  /// The bytes from the keyword to the end of the last line, without its line ending.
  public let span: Range<Int>
  /// How the command is written.
  public let form: Form
  /// The index of the build stage, from 0; `nil` before the first `FROM`.
  public let stage: Int?
  /// What stands behind the keyword, its lines joined.
  let arguments: JoinedText

  /// The arguments with their lines joined and each run of blanks folded to a space.
  public var text: String { foldingWhitespace(arguments.bytes) }
}
