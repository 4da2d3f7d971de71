extension Interpolation {
  /// A stretch of a text.
  enum Part {
    /// Text as it comes out.
    case literal(String)
    /// A use of a variable, and where its argument starts.
    case variable(Variable, argumentStart: Int)
  }

  /// The stretches of a text.
  ///
  /// - Parameter base: what to add to offsets, for a text that is part of another.
  static func parts(
    of text: String, depth: Int, from base: Int
  ) throws(EditingError) -> [Part] {
    let bytes = Array(text.utf8)
    guard depth <= maximumDepth else {
      throw EditingError(.tooLarge, "variables stand in too many others", at: base)
    }
    var parts: [Part] = []
    var start = 0
    var offset = 0
    func literal(upTo end: Int) {
      if start < end { parts.append(.literal(String(decoding: bytes[start..<end], as: UTF8.self))) }
    }
    while let dollar = bytes[offset...].firstIndex(of: dollarSign) {
      literal(upTo: dollar)
      let next = dollar + 1
      if next < bytes.count, bytes[next] == dollarSign {
        parts.append(.literal("$"))
        offset = next + 1
      } else if next < bytes.count, bytes[next] == openingBrace {
        guard let close = closingBrace(bytes, behind: next) else {
          throw EditingError(.malformed, "`${` is not closed", at: base + dollar)
        }
        parts.append(try braced(bytes, dollar..<close + 1, from: base))
        offset = close + 1
      } else {
        let end = nameEnd(bytes, from: next)
        guard end > next else {
          // No name begins here: the dollar sign is one, as in `$1` and `a$`.
          parts.append(.literal("$"))
          (start, offset) = (next, next)
          continue
        }
        let name = String(decoding: bytes[next..<end], as: UTF8.self)
        let variable = Variable(
          name: name, operator: nil, argument: nil, range: base + dollar..<base + end)
        parts.append(.variable(variable, argumentStart: base + end))
        offset = end
      }
      start = offset
    }
    literal(upTo: bytes.count)
    return parts
  }

  /// The offsets of a byte in a text, those inside of `${…}` left out; `nil` when one is not closed.
  package static func offsets(of byte: UInt8, outsideVariablesIn bytes: [UInt8]) -> [Int]? {
    var found: [Int] = []
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] == dollarSign, offset + 1 < bytes.count {
        if bytes[offset + 1] == dollarSign {
          offset += 2
          continue
        }
        if bytes[offset + 1] == openingBrace {
          guard let close = closingBrace(bytes, behind: offset + 1) else { return nil }
          offset = close + 1
          continue
        }
      }
      if bytes[offset] == byte { found.append(offset) }
      offset += 1
    }
    return found
  }

  /// The parts of a text between separators, those inside of `${…}` left out; `nil` when one is not closed.
  static func fields(of text: String, between separator: UInt8) -> [String]? {
    let bytes = Array(text.utf8)
    guard let found = offsets(of: separator, outsideVariablesIn: bytes) else { return nil }
    return zip([0] + found.map { $0 + 1 }, found + [bytes.count]).map {
      String(decoding: bytes[$0..<$1], as: UTF8.self)
    }
  }

  private static let dollarSign = UInt8(ascii: "$")
  private static let openingBrace = UInt8(ascii: "{")

  private static func braced(
    _ bytes: [UInt8], _ range: Range<Int>, from base: Int
  ) throws(EditingError) -> Part {
    let close = range.upperBound - 1
    let nameStart = range.lowerBound + 2
    let nameEnd = nameEnd(bytes, from: nameStart)
    let place = base + range.lowerBound..<base + range.upperBound
    let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
    if nameEnd == close, !name.isEmpty {
      return .variable(
        Variable(name: name, operator: nil, argument: nil, range: place),
        argumentStart: base + close)
    }
    let hasColon = bytes[nameEnd] == UInt8(ascii: ":")
    let argumentStart = nameEnd + (hasColon ? 2 : 1)
    guard !name.isEmpty, argumentStart <= close,
      let kind = Operator(
        rawValue: String(decoding: bytes[nameEnd..<argumentStart], as: UTF8.self))
    else {
      let written = String(decoding: bytes[range], as: UTF8.self)
      throw EditingError(
        .malformed, "`\(shown(written))` is no use of a variable", at: place.lowerBound)
    }
    let argument = String(decoding: bytes[argumentStart..<close], as: UTF8.self)
    return .variable(
      Variable(name: name, operator: kind, argument: argument, range: place),
      argumentStart: base + argumentStart)
  }

  /// The brace that closes one that opens, over all that open and close in between; the last one when they don't match.
  private static func closingBrace(_ bytes: [UInt8], behind opening: Int) -> Int? {
    var depth = 1
    var last: Int?
    for offset in bytes.indices.dropFirst(opening + 1) {
      switch bytes[offset] {
      case UInt8(ascii: "}"):
        depth -= 1
        last = offset
        if depth == 0 { return offset }
      case openingBrace: depth += 1
      default: continue
      }
    }
    return last
  }

  private static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "_"):
        end += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where end > start:
        end += 1
      default:
        return end
      }
    }
    return end
  }
}
