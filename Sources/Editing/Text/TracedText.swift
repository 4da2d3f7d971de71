/// A text that a template or script makes, with where its parts come from.
package struct TracedText: Sendable, Hashable {
  /// Where a part of a text comes from.
  package enum Origin: Sendable, Hashable {
    /// The template or script itself, or what a function made.
    case source
    /// The container's variable of that name.
    case variable(String)
    /// Made of the values of several variables; their names, sorted.
    case variables([String])
    /// It can't be known before the container starts, or isn't covered; with the reason.
    case unknown(String)
  }

  /// A part of one origin; the bytes of an unknown one are empty.
  package struct Part: Sendable, Hashable {
    /// The bytes.
    package let bytes: [UInt8]
    /// Where they come from.
    package let origin: Origin
  }

  /// The parts in order; none of them is empty, but unknown ones.
  package private(set) var parts: [Part] = []

  /// Makes a text of one origin.
  package init(_ text: String, from origin: Origin = .source) {
    self.init(bytes: Array(text.utf8), from: origin)
  }

  /// Makes a text that isn't known.
  package init(unknown reason: String) {
    parts = [Part(bytes: [], origin: .unknown(reason))]
  }

  init(bytes: [UInt8], from origin: Origin) {
    if !bytes.isEmpty { parts = [Part(bytes: bytes, origin: origin)] }
  }

  /// The bytes; `nil` when a part isn't known.
  package var bytes: [UInt8]? {
    guard unknown == nil else { return nil }
    return parts.count == 1 ? parts[0].bytes : parts.flatMap(\.bytes)
  }

  /// The text; `nil` when a part isn't known.
  package var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// Why it isn't known; `nil` when it is.
  package var unknown: String? {
    for part in parts { if case .unknown(let reason) = part.origin { return reason } }
    return nil
  }

  /// How many bytes of it are known.
  var count: Int { parts.reduce(0) { $0 + $1.bytes.count } }

  /// Adds a text at the end.
  mutating func append(_ other: TracedText) {
    for part in other.parts {
      if let last = parts.last, last.origin == part.origin, !part.bytes.isEmpty {
        parts[parts.count - 1] = Part(bytes: last.bytes + part.bytes, origin: last.origin)
      } else {
        parts.append(part)
      }
    }
  }

  /// A part of the bytes of a known text, with their origins.
  subscript(range: Range<Int>) -> TracedText {
    var result = TracedText("")
    var start = 0
    for part in parts {
      let end = start + part.bytes.count
      let common = range.clamped(to: start..<end)
      if !common.isEmpty {
        result.parts.append(
          Part(
            bytes: Array(part.bytes[(common.lowerBound - start)..<(common.upperBound - start)]),
            origin: part.origin))
      }
      start = end
    }
    return result
  }

  /// The origin of what a function makes of a text as a whole.
  var commonOrigin: Origin { Origin(of: parts.map(\.origin)) }

  /// The text for people, without a value of a variable in it: `/config/$NAME`.
  package var label: String {
    parts.map { part in
      switch part.origin {
      case .source: String(decoding: part.bytes, as: UTF8.self)
      case .variable, .variables: part.origin.variables.map { "$\($0)" }.joined()
      case .unknown: "…"
      }
    }.joined()
  }
}

extension TracedText.Origin {
  /// The origin of what is made of parts together: all variables that have a share in it.
  init(of parts: [Self]) {
    guard let first = parts.first, parts.contains(where: { $0 != first }) else {
      self = parts.first ?? .source
      return
    }
    let names = Set(parts.flatMap(\.variables)).sorted()
    self = names.count > 1 ? .variables(names) : names.first.map { .variable($0) } ?? .source
  }

  /// The variables that have a share in it.
  package var variables: [String] {
    switch self {
    case .source, .unknown: []
    case .variable(let name): [name]
    case .variables(let names): names
    }
  }
}
