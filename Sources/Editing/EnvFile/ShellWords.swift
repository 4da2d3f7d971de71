/// Keeps track of the words of a command, to see which variables it assigns.
struct ShellWords {
  /// What the words of a command mean.
  private enum Role {
    /// The next word is the command, or an assignment before it.
    case command
    /// Words are assignments, as behind `export`.
    case declaration
    /// Words are names that get a value, as behind `read`; `for` has one.
    case names, oneName
    case operands
  }

  private static let reserved: Set<String> = [
    "if", "then", "else", "elif", "while", "until", "do", "{", "!", "time",
  ]
  private static let declarations: Set<String> = [
    "export", "local", "declare", "readonly", "typeset",
  ]

  private var role = Role.command
  private var start: Int?

  var isInWord: Bool { start != nil }

  mutating func begin(at offset: Int) {
    start = start ?? offset
  }

  /// Ends a word; the result is the name of the variable that it assigns.
  mutating func end(at offset: Int, in text: SourceText, startsCommand: Bool) -> String? {
    var name: String?
    if let start {
      name = assigned(by: text.bytes[start..<max(start, offset)])
      self.start = nil
    }
    if startsCommand { role = .command }
    return name
  }

  private mutating func assigned(by word: ArraySlice<UInt8>) -> String? {
    let name = word.prefix { ASCII.isNamePart($0) }
    let isName = name.first.map(ASCII.isNameStart) == true
    let assigns = isName && word.dropFirst(name.count).first == ASCII.equals
    switch role {
    case .operands:
      return nil
    case .declaration:
      return assigns ? String(decoding: name, as: UTF8.self) : nil
    case .names, .oneName:
      let isWhole = isName && name.count == word.count
      if role == .oneName { role = .operands }
      return isWhole ? String(decoding: name, as: UTF8.self) : nil
    case .command:
      if assigns { return String(decoding: name, as: UTF8.self) }
      let text = word.count <= 8 ? String(decoding: word, as: UTF8.self) : ""
      if Self.declarations.contains(text) {
        role = .declaration
      } else if text == "read" {
        role = .names
      } else if text == "for" || text == "select" {
        role = .oneName
      } else if !Self.reserved.contains(text) {
        role = .operands
      }
      return nil
    }
  }
}
