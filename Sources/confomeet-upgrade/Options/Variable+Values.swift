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

  /// The option that it stands for: `--stall-timeout` for `CONFOMEET_STALL_TIMEOUT`.
  var option: String {
    "--" + rawValue.dropFirst("CONFOMEET_".count).lowercased().replacing("_", with: "-")
  }
}
