/// A time limit as a person writes it: `30`, `0.5`, or `0` for none.
struct Seconds {
  /// The limit; `nil` for none.
  let duration: Duration?

  /// Reads a number of seconds, at most a day's.
  init?(_ text: String) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
      let seconds = Double(text), seconds <= 86_400
    else { return nil }
    duration = seconds > 0 ? .seconds(seconds) : nil
  }
}
