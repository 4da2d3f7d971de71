/// Lays out a tour: what is done, and the commands for it.
enum TourLayout {
  /// A sentence, or the heading of a part.
  static func page(of sentence: String, isHeading: Bool) -> Page {
    var text = StyledText()
    text.append(sentence: sentence, isHeading ? .heading : .plain)
    return Page(list: [.text(text)])
  }

  /// A command as it is typed.
  static func page(ofCommand command: String) -> Page {
    var line = StyledText("$ ", .faint)
    line.append(command, .code)
    return Page(list: [.line(line)])
  }
}
