/// A read of an environment variable in a template.
public struct EnvironmentRead: Sendable, Hashable {
  /// The variable.
  public let name: String
  /// What `default` gives when it is empty: the text of a string or number, an expression as written; `nil` when
  /// there is no `default` behind the read.
  public let defaultText: String?
  /// Where the read begins, in bytes.
  public let offset: Int
}

extension GoTemplate {
  /// Every read of an environment variable: `.Env.NAME`, `$.Env.NAME`, `index .Env "NAME"`, `env "NAME"`, and `$E.NAME`
  /// where `$E` was assigned `.Env`.
  public var environmentReads: [EnvironmentRead] {
    var aliases: Set<String> = []
    var reads: [EnvironmentRead] = []
    for action in actions where action.kind != .comment {
      var scanner = EnvironmentScanner(tokens: TemplateToken.tokens(of: action, in: text))
      reads += scanner.reads(aliases: aliases)
      if let alias = scanner.assignedAlias { aliases.insert(alias) }
    }
    return reads
  }
}

/// A token of an action: an operand, a sign or a bracket.
struct TemplateToken {
  let text: String
  let offset: Int

  static func tokens(of action: TemplateAction, in source: SourceText) -> [TemplateToken] {
    let bytes = source.bytes
    var tokens: [TemplateToken] = []
    var index = action.content.lowerBound
    let end = action.content.upperBound
    while index < end {
      let start = index
      switch bytes[index] {
      case let byte where ASCII.isWhitespace(byte):
        index += 1
        continue
      case let quote where isQuote(quote):
        index += 1
        while index < end, bytes[index] != quote {
          index += quote != ASCII.backtick && bytes[index] == ASCII.backslash ? 2 : 1
        }
        index = min(index + 1, end)
      case ASCII.openParenthesis, ASCII.closeParenthesis, ASCII.pipe, ASCII.comma:
        index += 1
      default:
        while index < end, !ends(bytes[index]) { index += 1 }
      }
      tokens.append(TemplateToken(text: source.string(in: start..<index), offset: start))
    }
    return tokens
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == ASCII.doubleQuote || byte == ASCII.singleQuote || byte == ASCII.backtick
  }

  private static func ends(_ byte: UInt8) -> Bool {
    ASCII.isWhitespace(byte) || isQuote(byte) || byte == ASCII.openParenthesis
      || byte == ASCII.closeParenthesis || byte == ASCII.pipe || byte == ASCII.comma
  }

  /// The text of a string without its quotes; other tokens as they are.
  var value: String {
    guard text.utf8.count >= 2, let first = text.utf8.first, Self.isQuote(first) else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }
}

/// Finds reads among the tokens of one action.
private struct EnvironmentScanner {
  let tokens: [TemplateToken]

  /// The variable that the action assigns the whole environment to.
  var assignedAlias: String? {
    guard tokens.count == 3, tokens[1].text == ":=" || tokens[1].text == "=",
      tokens[2].text == ".Env" || tokens[2].text == "$.Env"
    else { return nil }
    return tokens[0].text
  }

  mutating func reads(aliases: Set<String>) -> [EnvironmentRead] {
    tokens.indices.compactMap { index in
      guard let (name, next) = read(at: index, aliases: aliases) else { return nil }
      return EnvironmentRead(
        name: name, defaultText: defaultText(from: next), offset: tokens[index].offset)
    }
  }

  /// The name that is read at a token, and the token behind the read.
  private func read(at index: Int, aliases: Set<String>) -> (String, Int)? {
    let text = tokens[index].text
    if text == "index", index + 2 < tokens.count, isEnvironment(tokens[index + 1].text, aliases),
      tokens[index + 2].text.hasPrefix("\"")
    {
      return (tokens[index + 2].value, index + 3)
    }
    if text == "env", index + 1 < tokens.count, tokens[index + 1].text.hasPrefix("\"") {
      return (tokens[index + 1].value, index + 2)
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let name: String
    if parts.count >= 3, parts[0].isEmpty || parts[0] == "$", parts[1] == "Env" {
      name = parts[2]
    } else if parts.count >= 2, aliases.contains(parts[0]) {
      name = parts[1]
    } else {
      return nil
    }
    return name.isEmpty || !name.utf8.allSatisfy(ASCII.isNamePart) ? nil : (name, index + 1)
  }

  private func isEnvironment(_ text: String, _ aliases: Set<String>) -> Bool {
    text == ".Env" || text == "$.Env" || aliases.contains(text)
  }

  /// The operand of a `| default …` that begins at a token.
  private func defaultText(from index: Int) -> String? {
    var index = index
    // `(index .Env "NAME") | default …`
    while index < tokens.count, tokens[index].text == ")" { index += 1 }
    guard index + 2 < tokens.count, tokens[index].text == "|", tokens[index + 1].text == "default"
    else { return nil }
    let first = tokens[index + 2]
    guard first.text == "(" else { return first.value }
    var depth = 0
    var words: [String] = []
    for token in tokens[(index + 2)...].prefix(64) {
      words.append(token.text)
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      if depth == 0 { break }
    }
    return words.joined(separator: " ")
      .replacing("( ", with: "(").replacing(" )", with: ")")
  }
}
