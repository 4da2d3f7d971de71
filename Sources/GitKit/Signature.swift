import CLibGit2

/// Who made something, and when.
package struct Signature: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The mail address.
  package let email: String
  /// The time, in seconds since 1970 in UTC.
  package let seconds: Int64
  /// The time zone, in minutes east of UTC.
  package let offset: Int32

  /// Makes a signature.
  package init(name: String, email: String, seconds: Int64, offset: Int32 = 0) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offset = offset
  }

  /// The day in UTC, as `2026-08-31`.
  package var day: String {
    // The civil calendar in eras of 400 years, which begin on the first of March.
    let days = Self.floor(seconds, 86_400) + 719_468
    let era = Self.floor(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  private static func pad(_ value: Int64, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }

  /// Makes a signature of libgit2's.
  init(_ signature: git_signature) {
    self.init(
      name: text(signature.name),
      email: text(signature.email),
      seconds: signature.when.time,
      offset: signature.when.offset
    )
  }

  /// Hands over the signature as libgit2 wants it.
  func withPointer<Result>(
    _ body: (UnsafePointer<git_signature>) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    LibGit2.start()
    var pointer: UnsafeMutablePointer<git_signature>?
    try LibGit2.check(
      git_signature_new(&pointer, name, email, seconds, offset),
      "sign as `\(name) <\(email)>`"
    )
    guard let pointer else {
      throw GitError(.invalid, operation: "sign as `\(name)`", message: "libgit2 gave nothing")
    }
    defer { git_signature_free(pointer) }
    return try body(pointer)
  }
}
