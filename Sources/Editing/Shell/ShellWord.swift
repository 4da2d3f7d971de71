/// A word of a shell script, of all that it is made of.
package struct ShellWord: Sendable, Hashable {
  /// A piece of a word.
  package indirect enum Part: Sendable, Hashable {
    /// Text without quotes, where `*`, `?` and `[` may be a pattern's.
    case bare(String)
    /// Text that stands for itself: in quotes, or behind a backslash.
    case quoted(String)
    /// What stands between double quotes.
    case doubleQuoted([Part])
    /// `$NAME`, `${…}`.
    case parameter(ShellParameter)
    /// `$( … )`, `` ` … ` ``, `<( … )`.
    case command(ShellList)
    /// `$(( … ))`.
    case arithmetic([Part])
  }

  /// The pieces.
  package let parts: [Part]
  /// The bytes, quotes included.
  package let span: Range<Int>

  /// The text without quotes; `nil` when something in it is only known when it runs.
  package var text: String? { Self.text(of: parts) }

  /// The text when there are no quotes in it: what reserved words and operators are.
  package var bareText: String? {
    guard parts.count == 1, case .bare(let text) = parts[0] else { return nil }
    return text
  }

  /// Whether it has a pattern's signs without quotes.
  package var isPattern: Bool {
    parts.contains { part in
      guard case .bare(let text) = part else { return false }
      return text.utf8.contains { $0 == ASCII.asterisk || $0 == 0x3F || $0 == ASCII.openBracket }
    }
  }

  /// The one variable that it consists of, with double quotes around it or without.
  package var parameter: ShellParameter? {
    switch parts.count == 1 ? parts[0] : nil {
    case .parameter(let parameter): return parameter
    case .doubleQuoted(let inner):
      guard inner.count == 1, case .parameter(let parameter) = inner[0] else { return nil }
      return parameter
    default: return nil
    }
  }

  static func text(of parts: [Part]) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .bare(let text), .quoted(let text): result += text
      case .doubleQuoted(let inner):
        guard let text = text(of: inner) else { return nil }
        result += text
      case .parameter, .command, .arithmetic: return nil
      }
    }
    return result
  }
}

/// A use of a variable: `$NAME`, `${NAME:-text}`.
package struct ShellParameter: Sendable, Hashable {
  /// What is done with the variable; of the first four, whether an empty variable counts as unset.
  package enum Operator: Sendable, Hashable {
    /// `-`: the text is taken instead.
    case fallback(ifEmpty: Bool)
    /// `=`: the text is taken instead, and assigned.
    case assign(ifEmpty: Bool)
    /// `?`: the script ends.
    case demand(ifEmpty: Bool)
    /// `+`: the text is taken when it is set.
    case alternative(ifEmpty: Bool)
    /// Cutting, replacing and whatever else shells have.
    case other(String)
  }

  /// The variable's name; a digit or a sign for the shell's own; empty when there is none.
  package let name: String
  /// `#` before the name: its length; `!`: the variable that it names.
  package let prefix: UInt8?
  /// What stands between brackets behind the name.
  package let index: [ShellWord.Part]?
  /// What is done with it.
  package let `operator`: Operator?
  /// What stands behind the operator.
  package let argument: [ShellWord.Part]
  /// The bytes of the argument.
  let argumentSpan: Range<Int>
  /// The bytes of all of it.
  package let span: Range<Int>

  /// Whether it is a variable that can come from the environment.
  var isVariable: Bool { name.utf8.first.map(ASCII.isNameStart) == true }

  /// Whether it has a brace that is closed.
  var isClosed: Bool { argumentSpan.upperBound < span.upperBound }

  /// Whether it is the variable's value, with no more than a default.
  var isPlain: Bool {
    guard isVariable, prefix == nil, index == nil else { return false }
    switch `operator` {
    case nil, .fallback: return true
    default: return false
    }
  }
}

extension ShellWord {
  /// A text as it is written, without the quotes around all of it.
  static func withoutQuotes(_ text: String) -> String {
    guard text.utf8.count >= 2, let first = text.utf8.first, first == text.utf8.last,
      first == ASCII.doubleQuote || first == ASCII.singleQuote,
      text.utf8.count(where: { $0 == first }) == 2
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}
