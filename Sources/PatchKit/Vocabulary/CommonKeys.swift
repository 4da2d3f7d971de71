/// The keys that every operation, guarantee or condition has besides its own.
enum CommonKeys {
  static let expect = Key(
    "expect", optional: .expectation,
    "How many places the operation finds; another number is a conflict.")
  static let reason = Key(
    "reason", optional: .text, "Why it is there, for those who read reports.")
  static let because = Key("because", .text, "Why the patch relies on it.")
}

extension Kind<any Operation> {
  /// The keys that an item may have.
  var keys: [KeyDescription] {
    let expect = expectation.map { CommonKeys.expect.description.defaulting(to: $0.manifestText) }
    return mapping.keys + [expect, CommonKeys.reason.description].compactMap(\.self)
  }
}

extension Kind<any Guarantee> {
  /// The keys that an item may have.
  var keys: [KeyDescription] { mapping.keys + [CommonKeys.reason.description] }
}

extension Kind<any Condition> {
  /// The keys that an item may have.
  func keys(ofAssumption isAssumption: Bool) -> [KeyDescription] {
    let because = CommonKeys.because
    return mapping.keys + [isAssumption ? because.description : because.optional.description]
  }
}
