/// A Dockerfile: its text and the instructions in it.
///
/// The commands of `RUN` are read by ``steps()``, for those who ask for them.
package struct Dockerfile: Sendable {
  /// The source.
  package let text: SourceText
  /// The instructions in order.
  package let instructions: [DockerInstruction]
  /// The character that continues a line, from the `escape` directive.
  let escape: UInt8

  /// Reads a Dockerfile.
  ///
  /// - Throws: ``EditingError``, with the offset, for unknown instructions and here-documents without end; beyond 1 MiB.
  package init(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 1 << 20 else {
      throw EditingError(.tooLarge, "a Dockerfile has at most 1 MiB", at: 1 << 20)
    }
    var reader = DockerfileReader(text)
    instructions = try reader.readInstructions()
    self.text = text
    escape = reader.escape
  }
}
