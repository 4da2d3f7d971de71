/// How many places an operation is to find.
package enum Expectation: Sendable, Hashable, CustomStringConvertible {
  /// So many, no more and no less.
  case exactly(Int)
  /// One or more.
  case atLeastOne
  /// Any number, none included.
  case any

  /// The numbers of places that a manifest may ask for.
  static let counts = 1...1_000

  /// Whether a number of places is as expected.
  package func allows(_ count: Int) -> Bool {
    switch self {
    case .exactly(let expected): count == expected
    case .atLeastOne: count >= 1
    case .any: true
    }
  }

  /// For people: `once`, `3 times`, `at least once`.
  package var description: String {
    switch self {
    case .exactly(1): "once"
    case .exactly(let count): "\(count) times"
    case .atLeastOne: "at least once"
    case .any: "any number of times"
    }
  }

  /// As a manifest has it: `1`, `at-least-one`, `any`.
  var manifestText: String {
    switch self {
    case .exactly(let count): String(count)
    case .atLeastOne: "at-least-one"
    case .any: "any"
    }
  }
}
