/// The path of a block or setting: `jicofo.conference`, with quotes around a component that has a dot.
package struct BracePath: Sendable, Hashable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The names from the outermost to the innermost.
  package let components: [String]

  /// Makes a path of its components.
  package init(components: [String]) {
    self.components = components
  }

  /// Makes a path of its text, split at the dots outside of quotes.
  package init(_ text: String) {
    var components: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text.utf8 {
      if byte == ASCII.doubleQuote {
        isQuoted.toggle()
      } else if byte == ASCII.dot, !isQuoted {
        components.append([])
      } else {
        components[components.count - 1].append(byte)
      }
    }
    self.components = text.isEmpty ? [] : components.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes a path of a literal.
  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// The path as it is written.
  package var description: String {
    // By bytes: a dot with an accent is another character, and splits a path all the same.
    components.map { $0.utf8.contains(ASCII.dot) ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }

  /// The order in lists: by components.
  package static func < (left: BracePath, right: BracePath) -> Bool {
    left.components.lexicographicallyPrecedes(right.components)
  }

  /// The path with components behind it.
  func appending(_ other: [String]) -> BracePath {
    BracePath(components: components + other)
  }

  /// Whether the path is inside of another one, or the same.
  func starts(with other: BracePath) -> Bool {
    components.starts(with: other.components)
  }
}
