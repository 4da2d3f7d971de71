extension DemoArchive {
  /// The value of a field that is a time of the form `2024-01-15T09:00:00Z`, in seconds since 1970.
  func time(_ name: String) throws(DemoArchiveError) -> Int64 {
    let text = try field(name)
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int64($0) }
    guard numbers.count == 6, text.utf8.count == 20, text.hasSuffix("Z") else {
      throw DemoArchiveError("`\(name)` must be a time such as 2024-01-15T09:00:00Z")
    }
    let days = daysSince1970(year: numbers[0], month: numbers[1], day: numbers[2])
    return ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
  }
}

/// Counts days of the Gregorian calendar. The year is taken to begin in March, so that a leap day is its last.
private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
  let shifted = month > 2 ? year : year - 1
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
}
