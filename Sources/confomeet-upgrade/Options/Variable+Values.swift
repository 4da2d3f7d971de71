import ArgumentParser

extension Variable {
  /// Whether it switches something on.
  ///
  /// - Throws: `ValidationError` when the value is neither yes nor no.
  func isOn() throws -> Bool {
    switch value?.lowercased() {
    case nil, "0", "no", "false", "off": return false
    case "1", "yes", "true", "on": return true
    case .some(let value):
      throw ValidationError("The variable \(rawValue) must be 1 or 0, and is '\(value)'.")
    }
  }

  /// The time limit it sets; `nil` when it is not set.
  ///
  /// - Throws: `ValidationError` when the value is no number of seconds.
  func seconds() throws -> Seconds? {
    guard let value else { return nil }
    guard let seconds = Seconds(argument: value) else {
      throw ValidationError(
        "The variable \(rawValue) must be a number of seconds, and is '\(value)'.")
    }
    return seconds
  }
}
