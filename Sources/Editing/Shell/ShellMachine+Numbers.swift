/// What numbers come to.
extension ShellMachine {
  /// A text that bash takes for a number.
  mutating func number(_ text: TracedText, _ offset: Int) -> ShellNumber {
    guard let bytes = text.bytes else { return .unknown(text.unknown ?? "") }
    let (state, demands) = (state, state.demandsVariables)
    let number = ShellArithmetic.number(bytes) { name in
      let value = state.value(of: name)
      return value == .unset && demands ? .unknown("$\(name)") : value
    }
    if let number { return number }
    let what = text.label.prefix(60)
    return .unknown(note("the arithmetic of `\(what)`", at: offset))
  }

  /// What stands in `(( … ))`.
  mutating func number(
    _ parts: [ShellWord.Part], _ offset: Int
  ) throws(EditingError) -> ShellNumber {
    let count = uncovered.count
    let number = number(try string(of: parts), offset)
    // One that isn't covered may assign the variables that it names.
    if case .unknown(let reason) = number, uncovered.count > count {
      forget(names(in: parts), because: reason)
    }
    return number
  }

  /// `$(( … ))`.
  mutating func text(ofNumber parts: [ShellWord.Part]) throws(EditingError) -> TracedText {
    let count = uncovered.count
    let origin = origin(ofNumber: try string(of: parts))
    switch try number(parts, place) {
    case .value(let value): return TracedText(String(value), from: origin)
    case .unknown(let reason):
      // When it fails, the rest of the line is not run.
      if uncovered.count > count { lose(because: reason) }
      return TracedText(unknown: reason)
    case .refused:
      let reason = note("`$((…))` that fails", at: place)
      lose(because: reason)
      return TracedText(unknown: reason)
    }
  }

  /// The variables that have a share in an expression, also by those that it names.
  private func origin(ofNumber text: TracedText) -> TracedText.Origin {
    var origins: [TracedText.Origin] = []
    var seen: Set<String> = []
    var open = [text]
    while let next = open.popLast() {
      origins += next.parts.map(\.origin).filter { $0 != .source }
      for name in Self.words(in: next.bytes ?? []) where seen.insert(name).inserted {
        switch state.value(of: name) {
        case .text(let value): open.append(value)
        case .list(let items): open += items
        case .unset, .unknown: break
        }
      }
    }
    return TracedText.Origin(of: origins)
  }

  /// The words of an expression that may be variables.
  func names(in parts: [ShellWord.Part]) -> [String] {
    let text = parts.compactMap { ShellWord.text(of: [$0]) }.joined(separator: " ")
    return Self.words(in: Array(text.utf8))
  }

  private static func words(in bytes: [UInt8]) -> [String] {
    bytes.split { !ASCII.isNamePart($0) }
      .filter { $0.first.map(ASCII.isNameStart) == true }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
