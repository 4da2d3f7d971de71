/// What CI runners take for a command when it stands in a log: GitHub's `##[add-mask]`, `::error::`, Azure's
/// `##vso[…]`, TeamCity's `##teamcity[…]`. GitLab's and Travis's sections begin with control characters, which no text
/// that is shown has.
enum RunnerCommand {
  /// What stands before the bracket that opens a command anywhere in a line, in lower case.
  private static let openings = ["##", "##vso", "##teamcity"].map { Array($0.unicodeScalars) }

  /// Whether a `[` behind a text would open a command.
  static func isOpened(after text: String.UnicodeScalarView) -> Bool {
    guard text.last.map({ $0 == "#" || $0.properties.isAlphabetic }) == true else { return false }
    let end = text.suffix(openings.map(\.count).max() ?? 0)
      .map { $0.isASCII ? Unicode.Scalar(UInt8($0.value) | ("A"..."Z" ~= $0 ? 0x20 : 0)) : $0 }
    return openings.contains { end.suffix($0.count).elementsEqual($0) }
  }

  /// Where a line has the first of the two colons that begin a command of GitHub's: runners pass over spaces before it.
  static func start(of line: some Collection<Unicode.Scalar>) -> Int? {
    let spaces = line.prefix { $0.properties.isWhitespace }.count
    return line.dropFirst(spaces).prefix(2).elementsEqual("::".unicodeScalars) ? spaces : nil
  }

  /// A line of its own in which the beginning is no command; the rest is visible already.
  static func defused(line: String) -> String {
    guard line.utf8.contains(0x3A), let place = start(of: line.unicodeScalars) else { return line }
    let scalars = line.unicodeScalars
    let colon = scalars.index(scalars.startIndex, offsetBy: place)
    return String(scalars[..<colon]) + VisibleText.notation(of: ":")
      + String(scalars[scalars.index(after: colon)...])
  }

  /// A JSON document with the same values in which every character is visible, and no text a command.
  static func defused(json: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      let isCommand = scalar == "[" && isOpened(after: result)
      if isCommand || (scalar != "\n" && VisibleText.isHidden(scalar)) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars
        }
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
