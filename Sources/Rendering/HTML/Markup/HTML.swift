/// A piece of HTML that is safe by its making: texts are escaped on the way in, elements come closed, and nothing else
/// makes one. What comes from outside can be nothing but text.
struct HTML: Sendable, Hashable {
  /// The markup.
  private(set) var markup: String

  private init(markup: String) {
    self.markup = markup
  }

  /// Makes an empty piece.
  init() {
    markup = ""
  }

  /// Makes a text: every character visible, none with a meaning to HTML.
  init(_ text: String) {
    markup = Self.escaped(VisibleText.escaped(text))
    // A page may be printed in a log, and a text may begin a line there.
    if markup.utf8.contains(0x3A), let place = RunnerCommand.start(of: markup.unicodeScalars) {
      let colon = markup.unicodeScalars.index(markup.startIndex, offsetBy: place)
      markup.replaceSubrange(colon...colon, with: "&#58;")
    }
  }

  /// Makes an element with its content.
  init(_ tag: Tag, _ attributes: [Attribute], content: HTML) {
    markup = "<\(tag.rawValue)"
    for attribute in attributes {
      markup += " \(attribute.name)"
      if let value = attribute.value { markup += "=\"\(Self.escaped(value))\"" }
    }
    markup += ">"
    if !tag.isVoid { markup += "\(content.markup)</\(tag.rawValue)>" }
    if tag.endsLine { markup += "\n" }
  }

  /// Makes an element with its content.
  init(_ tag: Tag, _ attributes: [Attribute], @HTMLBuilder content: () -> HTML) {
    self.init(tag, attributes, content: content())
  }

  /// Makes an element whose content is not markup: a style sheet or a script, which are constants.
  init(_ tag: RawTag, _ content: StaticString) {
    markup = "<\(tag.rawValue)>\(content)</\(tag.rawValue)>"
  }

  /// The bytes it takes.
  var size: Int { markup.utf8.count }

  /// Whether there is nothing in it.
  var isEmpty: Bool { markup.isEmpty }

  /// Adds a piece.
  mutating func append(_ other: HTML) {
    markup += other.markup
  }

  /// A line feed.
  static let lineFeed = HTML(markup: "\n")

  /// A whole page.
  static func document(_ root: HTML) -> String {
    "<!DOCTYPE html>\n\(root.markup)\n"
  }

  private static func escaped(_ text: String) -> String {
    let isSpecial = { (byte: UInt8) in [0x22, 0x26, 0x27, 0x3C, 0x3E].contains(byte) }
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    // By scalar: a quote with an accent above it is one character, and a quote all the same.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Makes an element.
func tag(
  _ tag: HTML.Tag, _ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }
) -> HTML {
  HTML(tag, attributes, content: content())
}
