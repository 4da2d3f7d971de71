/// The functions of Go's templates, of sprig and sprout, and of the images' renderer that are covered.
struct TemplateFunction {
  /// How many bytes a value may come to: quoting a text again and again doubles it every time.
  static let maximumBytes = 128 << 10

  let dialect: TemplateDialect

  /// Calls a function by name; a piped operand comes last, as in Go.
  ///
  /// - Throws: ``TemplateError`` for what Go's engine refuses, for what isn't covered, and for a value beyond the limit.
  func call(
    _ name: String, _ operands: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    let value: TemplateValue
    if let reason = unknown(name, operands) {
      value = .unknown(reason)
    } else {
      value = try result(of: name, operands)
    }
    if case .text(let text) = value, text.count > Self.maximumBytes {
      throw .uncovered(
        .tooLarge,
        "the template function `\(name)` makes more than \(Self.maximumBytes >> 10) KiB")
    }
    return value
  }

  /// Why the result can't be known, when that depends on an operand that can't.
  private func unknown(_ name: String, _ operands: [TemplateValue]) -> String? {
    switch name {
    // These hand on what they are given, and look only at whether it is empty.
    case "default": operands.dropFirst().first.flatMap { $0.isTrue == nil ? $0.unknown : nil }
    case "and", "or", "coalesce", "not", "empty":
      operands.lazy.compactMap { $0.isTrue == nil ? $0.unknown : nil }.first
    default: operands.lazy.compactMap(\.unknown).first
    }
  }

  private func result(
    of name: String, _ operands: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    switch (name, operands.count) {
    case ("default", 1): return operands[0]
    case ("default", 2...): return operands[1].isTrue == true ? operands[1] : operands[0]
    case ("and", 1...): return operands.first { $0.isTrue != true } ?? operands[operands.count - 1]
    case ("or", 1...): return operands.first { $0.isTrue == true } ?? operands[operands.count - 1]
    case ("coalesce", _): return operands.first { $0.isTrue == true } ?? .nothing
    case ("not", 1), ("empty", 1): return .boolean(operands[0].isTrue != true)
    case ("toBool", 1): return .boolean(try boolean(operands[0]))
    case ("eq", 2...): return .boolean(try isOne(operands[0], of: operands.dropFirst()))
    case ("ne", 2): return .boolean(try !isOne(operands[0], of: operands.dropFirst()))
    case ("gt", 2): return .boolean(try isGreater(operands[0], than: operands[1]))
    case ("add", _):
      return .number(try sum(operands), from: TracedText.Origin(of: operands.map(\.origin)))
    case ("ternary", 3):
      guard case .boolean(let condition) = operands[2] else {
        throw .fails("the last operand of `ternary` is no boolean")
      }
      return condition ? operands[0] : operands[1]
    default: return try textResult(of: name, operands)
    }
  }

  // Go's `text/template` knows how many operands a function takes.
  private static let arities: [String: ClosedRange<Int>] = [
    "default": 1...9999, "and": 1...9999, "or": 1...9999, "not": 1...1, "empty": 1...1,
    "toBool": 1...1, "eq": 1...9999, "ne": 2...2, "gt": 2...2, "ternary": 3...3,
    "trim": 1...1, "toJson": 1...1, "toString": 1...1, "b64enc": 1...1, "contains": 2...2,
    "trimPrefix": 2...2, "trimSuffix": 2...2, "splitList": 2...2, "split": 2...2, "splitn": 3...3,
    "join": 2...2, "compact": 1...1, "first": 1...1, "printf": 1...9999,
  ]

  private func textResult(
    of name: String, _ operands: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    switch (name, operands.count) {
    case ("quote", _): return .text(try TemplateQuoting.quoted(operands))
    case ("toJson", 1): return .text(try TemplateQuoting.json(operands[0]))
    case ("toString", 1): return .text(try Self.printable(operands[0]))
    case ("printf", 1...): return .text(try TemplateQuoting.formatted(operands))
    case ("trim", 1): return .text(Self.trimmed(try Self.text(operands[0], name)))
    case ("b64enc", 1): return .text(TemplateQuoting.base64(try Self.text(operands[0], name)))
    case ("contains", 2):
      let (part, whole) = (try Self.text(operands[0], name), try Self.text(operands[1], name))
      return .boolean((whole.bytes ?? []).contains(part.bytes ?? []))
    case ("trimPrefix", 2):
      let (end, whole) = (try Self.text(operands[0], name), try Self.text(operands[1], name))
      let isThere = (whole.bytes ?? []).starts(with: end.bytes ?? [])
      return .text(isThere ? whole[end.count..<whole.count] : whole)
    case ("trimSuffix", 2):
      let (end, whole) = (try Self.text(operands[0], name), try Self.text(operands[1], name))
      let isThere = (whole.bytes ?? []).reversed().starts(with: (end.bytes ?? []).reversed())
      return .text(isThere ? whole[0..<(whole.count - end.count)] : whole)
    case ("splitList", 2):
      return .list(
        try split(operands[1], at: operands[0], name, atMost: nil).map { .text($0) })
    case ("split", 2): return .fields(try split(operands[1], at: operands[0], name, atMost: nil))
    case ("splitn", 3):
      guard case .number(let count, _) = operands[1] else {
        throw .fails("the second operand of `splitn` is no number")
      }
      return .fields(
        try split(operands[2], at: operands[0], name, atMost: count < 0 ? nil : count))
    case ("join", 2): return .text(try joined(operands[1], by: try Self.text(operands[0], name)))
    case ("compact", 1):
      guard case .list(let values) = operands[0] else { throw .fails("`compact` takes a list") }
      return .list(values.filter { $0.isTrue == true })
    case ("first", 1):
      guard case .list(let values) = operands[0] else { throw .fails("`first` takes a list") }
      return values.first ?? .nothing
    case (_, let count):
      if let arity = Self.arities[name], !arity.contains(count) {
        throw .fails("the template function `\(name)` is given \(count) operands")
      }
      throw .uncovered(
        .unsupported, "the template function `\(name)` with \(count) operands is not covered")
    }
  }

  /// The text that a function's parameter takes.
  static func text(_ value: TemplateValue, _ name: String) throws(TemplateError) -> TracedText {
    switch value {
    case .text(let text): return text
    case .nothing: throw .fails("`\(name)` is given a variable that is not set")
    case .boolean, .number, .list, .fields, .data, .environment, .unknown:
      throw .fails("`\(name)` is given what is no text")
    }
  }

  /// What `fmt` prints, of a value that is there.
  private static func printable(_ value: TemplateValue) throws(TemplateError) -> TracedText {
    guard value != .nothing else {
      throw .uncovered(.unsupported, "a function is given a variable that is not set")
    }
    return value.printed
  }

  /// Go's `eq`: values of different types cannot be compared, but for nothing, which equals no other value.
  private func isOne(
    _ value: TemplateValue, of others: ArraySlice<TemplateValue>
  ) throws(TemplateError) -> Bool {
    for other in others {
      switch (value, other) {
      case (.text(let left), .text(let right)):
        if left.bytes == right.bytes { return true }
      case (.boolean(let left), .boolean(let right)):
        if left == right { return true }
      case (.number(let left, _), .number(let right, _)):
        if left == right { return true }
      case (.nothing, .text), (.nothing, .boolean), (.nothing, .number), (.text, .nothing),
        (.boolean, .nothing), (.number, .nothing):
        continue
      case (.text, .boolean), (.text, .number), (.boolean, .text), (.boolean, .number),
        (.number, .text), (.number, .boolean):
        throw .fails("values of different types are compared")
      default: throw .uncovered(.unsupported, "the comparison is not covered")
      }
    }
    return false
  }

  private func isGreater(
    _ left: TemplateValue, than right: TemplateValue
  ) throws(TemplateError) -> Bool {
    switch (left, right) {
    case (.number(let left, _), .number(let right, _)): return left > right
    case (.text(let left), .text(let right)):
      return (right.bytes ?? []).lexicographicallyPrecedes(left.bytes ?? [])
    case (.text, .number), (.number, .text), (.boolean, _), (_, .boolean):
      throw .fails("values are compared that have no order")
    default: throw .uncovered(.unsupported, "the comparison is not covered")
    }
  }

  /// sprig converts texts: https://github.com/spf13/cast, sprout gives the sum the first operand's type and ends with an
  /// error when that is no number.
  private func sum(_ operands: [TemplateValue]) throws(TemplateError) -> Int {
    var sum = 0
    for (index, operand) in operands.enumerated() {
      let number: Int
      switch operand {
      case .number(let value, _): number = value
      case .text(let text):
        guard index > 0 || !dialect.addsNumbersOnly else {
          throw .fails("`add` is given a text as its first number")
        }
        number = try Self.number(text)
      case .boolean, .nothing, .list, .fields, .data, .environment, .unknown:
        throw .uncovered(.unsupported, "`add` is given what is neither number nor text")
      }
      let (result, isBeyond) = sum.addingReportingOverflow(number)
      guard !isBeyond else { throw .uncovered(.unsupported, "`add` goes beyond 64 bits") }
      sum = result
    }
    return sum
  }

  /// A plain decimal number; 0 for what begins as none.
  private static func number(_ text: TracedText) throws(TemplateError) -> Int {
    let string = text.string ?? ""
    if let number = Int(string), string.first != "+", String(number) == string { return number }
    guard !string.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else {
      throw .uncovered(.unsupported, "`add` is given a text that is no plain number")
    }
    return 0
  }

  /// `toBool` as the renderer's version has it; quotes don't count, and the words are those of Go's `strconv.ParseBool`.
  private func boolean(_ value: TemplateValue) throws(TemplateError) -> Bool {
    switch value {
    case .text(let text):
      let bytes = (text.bytes ?? []).filter { $0 != ASCII.doubleQuote && $0 != ASCII.singleQuote }
      switch String(decoding: bytes, as: UTF8.self) {
      case "1", "t", "T", "TRUE", "true", "True": return true
      case "0", "f", "F", "FALSE", "false", "False": return false
      default:
        guard dialect.truth == .words else {
          throw .fails("a value given to `toBool` is no boolean")
        }
        return !bytes.isEmpty
      }
    case .boolean(let boolean) where dialect.truth != .text: return boolean
    case .number(let number, _) where dialect.truth != .text: return number != 0
    case .nothing where dialect.truth == .words || dialect.truth == .anything: return false
    case .nothing: throw .fails("`toBool` is given a variable that is not set")
    case .boolean, .number, .list, .fields, .data, .environment, .unknown:
      throw .fails("`toBool` is given what it does not take")
    }
  }

  /// Parts between a separator; with an empty one, characters.
  private func split(
    _ value: TemplateValue, at separator: TemplateValue, _ name: String, atMost count: Int?
  ) throws(TemplateError) -> [TracedText] {
    let text = try Self.text(value, name)
    let (bytes, mark) = (text.bytes ?? [], try Self.text(separator, name).bytes ?? [])
    guard count != 0 else { return [] }
    guard !mark.isEmpty else {
      throw .uncovered(.unsupported, "`\(name)` with an empty separator is not covered")
    }
    var parts: [TracedText] = []
    var (start, index) = (0, 0)
    while index + mark.count <= bytes.count, parts.count + 1 < count ?? .max {
      if bytes[index..<(index + mark.count)].elementsEqual(mark) {
        parts.append(text[start..<index])
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(text[start..<bytes.count])
    return parts
  }

  private func joined(
    _ value: TemplateValue, by separator: TracedText
  ) throws(TemplateError) -> TracedText {
    let values: [TemplateValue] =
      switch value {
      case .list(let values): values.filter { $0 != .nothing }
      case .nothing: []
      default: [value]
      }
    var result = TracedText("")
    for (index, value) in values.enumerated() {
      if index > 0 { result.append(separator) }
      result.append(try Self.printable(value))
    }
    return result
  }

  /// Without Unicode's white space around it.
  private static func trimmed(_ text: TracedText) -> TracedText {
    let string = text.string ?? ""
    var scalars = string.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    let start = string.utf8.distance(from: string.startIndex, to: scalars.startIndex)
    return text[start..<(start + String(scalars).utf8.count)]
  }
}
