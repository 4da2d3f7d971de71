/// How old something may be, as a person writes it: `90`, `30m`, `6h`, `1d`.
struct Age {
  /// The age.
  let duration: Duration

  /// The longest that is taken, in seconds: ten years.
  private static let longest = 315_576_000

  /// Reads a whole number of seconds, or with `m`, `h` or `d` behind it of minutes, hours or days.
  init?(_ text: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits), number <= Self.longest / (unit ?? 1)
    else { return nil }
    duration = .seconds(number * (unit ?? 1))
  }
}
