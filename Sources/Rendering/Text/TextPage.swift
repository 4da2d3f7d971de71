/// Lines of text under construction, none wider than the terminal.
struct TextPage: Sendable {
  /// What the lines are laid out for.
  let terminal: TerminalOptions
  private var lines: [String] = []

  /// Makes an empty page.
  init(_ terminal: TerminalOptions) {
    self.terminal = terminal
  }

  /// Adds a paragraph.
  ///
  /// - Parameters:
  ///   - indent: the columns before its first line.
  ///   - hanging: the columns before its other lines; as many as before the first when not given.
  mutating func add(_ text: StyledText, indent: Int = 0, hanging: Int? = nil) {
    let hanging = min(hanging ?? indent, terminal.width / 2)
    let wrapped = text.shown.wrapped(
      first: terminal.width - indent, width: terminal.width - hanging,
      breaksWords: terminal.breaksWords)
    for (index, line) in wrapped.enumerated() {
      append(line, indent: index == 0 ? indent : hanging)
    }
  }

  /// Adds a line that is wrapped in a terminal, and stays one line for programs and in files.
  mutating func add(verbatim text: StyledText, indent: Int = 0, hanging: Int = 4) {
    if terminal.breaksWords {
      add(text, indent: indent, hanging: hanging)
    } else {
      addLine(text, indent: indent)
    }
  }

  /// Adds a line whose end is cut off when it is too long.
  mutating func addLine(_ text: StyledText, indent: Int = 0) {
    append(
      text.shown.truncated(to: terminal.breaksWords ? terminal.width - indent : .max),
      indent: indent)
  }

  /// Adds a heading with an empty line around it.
  mutating func add(heading: String) {
    addBlank()
    add(StyledText(heading, .heading))
    addBlank()
  }

  /// Adds an empty line, unless there is one already or the page is empty.
  mutating func addBlank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  private mutating func append(_ line: StyledText, indent: Int) {
    let text = line.rendered(for: terminal)
    lines.append(text.isEmpty ? "" : String(repeating: " ", count: indent) + text)
  }

  /// The lines, each with a line feed at its end.
  var text: String {
    lines.reduce(into: "") { $0 += $1 + "\n" }
  }
}
