import Foundation
package import Testing

extension Tag {
  /// Inputs that seeds make: few in a plain run, many at night.
  @Tag package static var random: Self
}

/// The seeds of tests whose inputs are random.
///
/// The variable `CONFOMEET_TEST_SEEDS` has how many times as many there are, and behind an `@` where they begin:
/// `20@4711`. Without it they are the same in every run.
package enum Seeds {
  /// As many seeds as a plain run tries, or more.
  package static func plain(_ count: UInt64) -> Range<UInt64> {
    let words = (ProcessInfo.processInfo.environment["CONFOMEET_TEST_SEEDS"] ?? "1")
      .split(separator: "@").map { UInt64($0) }
    guard let factor = words.first.flatMap(\.self), (1...100_000).contains(factor),
      words.count == 1 || words.count == 2 && (words[1] ?? .max) <= UInt64.max / 2
    else {
      preconditionFailure("CONFOMEET_TEST_SEEDS is no number, nor two with an @ between them")
    }
    let first = words.count == 2 ? words[1] ?? 1 : 1
    return first..<first + count * factor
  }
}
