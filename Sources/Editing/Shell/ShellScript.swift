/// A shell script, looked at for the variables that it reads.
package struct ShellScript: Sendable {
  /// The source.
  package let text: SourceText
  /// The reads in order: in words, double quotes, substitutions and here-documents; not in single quotes or comments.
  package let reads: [ShellRead]
  /// The script as a tree.
  package let syntax: ShellSyntax

  /// Reads a script. What has no end is taken to end with the script.
  package init(_ text: SourceText) {
    self.text = text
    syntax = ShellSyntax(text.bytes)
    var reader = ShellReads(syntax, text)
    reader.walk(syntax.commands)
    reads = reader.reads.sorted { $0.offset < $1.offset }
  }
}

/// A read of a variable in a shell script.
package struct ShellRead: Sendable, Hashable {
  /// The variable.
  package let name: String
  /// The text of `${NAME:-text}`, `${NAME-text}`, `${NAME:=text}` or `${NAME=text}`, without quotes around all of
  /// it, cut at 1 KiB; `nil` when the read has none.
  package let defaultText: String?
  /// Where the `$` stands, in bytes.
  package let offset: Int
  /// Whether the script itself assigned the variable before.
  package let isAssigned: Bool
}
