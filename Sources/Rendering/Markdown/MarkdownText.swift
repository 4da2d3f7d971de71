/// Text from outside made safe for GitHub's Markdown: it has no meaning of its own, mentions nobody, links nowhere.
enum MarkdownText {
  /// A separator that nobody sees; it keeps GitHub from making a mention, a reference or a link.
  private static let separator = "&#8203;"

  /// The longest text that is shown whole, in Unicode scalars: a few of them must not fill the page.
  private static let limit = 500

  /// A text as it is.
  static func plain(_ text: String) -> String {
    withoutList(inline(trimmed(text)))
  }

  /// A text that other text may stand before.
  static func inline(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.escaped(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|": result += "&#124;"
      case "@", "#": result += "\\\(scalar)\(separator)"
      case ":": result += ":"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "~", "$", "+", "=":
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return withoutLinks(result)
  }

  /// A text as code; also in a cell of a table.
  static func code(_ text: String) -> String {
    let text = VisibleText.escaped(text, limit: limit)
    guard !text.isEmpty else { return "" }
    guard !text.contains("|"), !text.contains("`") else { return "<code>\(inline(text))</code>" }
    // One space at either end is taken away by the reader when both are there.
    let isPadded = text.first == " " && text.last == " " && text.contains { $0 != " " }
    return isPadded ? "` \(text) `" : "`\(text)`"
  }

  /// The text made visible, without spaces around it: at the start of a line they would make code of it.
  private static func trimmed(_ text: String) -> String {
    let visible = VisibleText.escaped(text, limit: limit)
    let start = visible.firstIndex { $0 != " " } ?? visible.endIndex
    let end = visible.lastIndex { $0 != " " }.map(visible.index(after:)) ?? start
    return String(visible[start..<end])
  }

  /// A text for the inside of an HTML element.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.escaped(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "@", "#": result += "\(scalar)\(separator)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return withoutLinks(result)
  }

  /// Lines of code in a block of their own, which nothing in them can end.
  static func fenced(_ text: String, language: String) -> String {
    let lines = VisibleText.lines(text)
    let longest = lines.map { $0.prefix { $0 == " " || $0 == "`" }.count { $0 == "`" } }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(lines.map { $0 + "\n" }.joined())\(fence)\n"
  }

  /// Breaks what GitHub would make a link: addresses, `www.` and `GH-1`.
  private static func withoutLinks(_ text: String) -> String {
    var result = text
    for (found, broken) in [("://", ":\(separator)//"), ("GH-", "GH\(separator)-")] {
      result = result.replacing(found, with: broken)
    }
    var parts = result.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices.dropLast() where parts[index].lowercased().hasSuffix("www") {
      parts[index] += separator
    }
    return parts.joined(separator: ".")
  }

  /// Keeps the start of a line from making a list of it, or a command for a CI runner.
  static func withoutList(_ text: String) -> String {
    if text.hasPrefix("-") { return "\\" + text }
    if let place = RunnerCommand.start(of: text.unicodeScalars) {
      let scalars = text.unicodeScalars
      let colon = scalars.index(scalars.startIndex, offsetBy: place)
      return String(scalars[..<colon]) + "\\" + String(scalars[colon...])
    }
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    return !digits.isEmpty && rest.hasPrefix(".") ? "\(digits)\\\(rest)" : text
  }
}
