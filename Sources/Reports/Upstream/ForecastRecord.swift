/// How right the forecast of what a release stops or changes would have been in the past.
package struct ForecastRecord: Sendable, Hashable {
  /// Between two releases.
  package struct Interval: Sendable, Hashable {
    /// The tag of the release that is deployed.
    package let old: String
    /// The tag of the release that is forecast.
    package let new: String
    /// The days on which upstream committed something.
    package let days: Int
    /// What was forecast on one of them, and came.
    package var right = 0
    /// What was forecast, and did not come.
    package var wrong = 0
    /// What came, and was not forecast before the day of the release.
    package var missed = 0
    /// How many days before the release each right forecast was first made, and not taken back; sorted.
    package var warnings: [Int] = []

    /// Makes an interval in which nothing was forecast, and nothing came.
    package init(old: String, new: String, days: Int) {
      (self.old, self.new, self.days) = (old, new, days)
    }
  }

  /// A part of a whole.
  package struct Share: Sendable, Hashable {
    /// How many of them.
    package let part: Int
    /// How many there are.
    package let whole: Int
  }

  /// The intervals, oldest first.
  package let intervals: [Interval]

  /// Makes a record.
  package init(_ intervals: [Interval]) {
    self.intervals = intervals
  }

  /// Those that came, of all forecasts.
  package var precision: Share { Share(part: right, whole: right + sum(\.wrong)) }

  /// Those that were forecast, of all that came.
  package var recall: Share { Share(part: right, whole: right + sum(\.missed)) }

  /// The days on which a forecast was made.
  package var days: Int { sum(\.days) }

  /// How many days before the release half of the right forecasts were made; `nil` when there are none.
  package var warning: Int? {
    let warnings = intervals.flatMap(\.warnings).sorted()
    return warnings.isEmpty ? nil : warnings[warnings.count / 2]
  }

  private var right: Int { sum(\.right) }

  private func sum(_ count: KeyPath<Interval, Int>) -> Int {
    intervals.reduce(0) { $0 + $1[keyPath: count] }
  }
}
