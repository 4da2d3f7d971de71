extension BraceDocument {
  /// What a setting comes to in a container: the last assignment that the environment renders, as HOCON has it.
  ///
  /// - Parameters:
  ///   - path: the setting's full path.
  ///   - environment: the container's environment.
  /// - Returns: the value without quotes; `nil` when nothing is rendered.
  /// - Throws: ``EditingError`` with the offset, when a condition or value is beyond what is covered here: nothing is
  ///   guessed.
  public func value(
    of path: BracePath, environment: [String: String]
  ) throws(EditingError) -> String? {
    let branches = TemplateBranches(of: template, environment: environment)
    var value: String?
    for setting in settings where setting.path == path {
      guard try isRendered(setting, branches) else { continue }
      guard !setting.isAppending else {
        throw EditingError(
          .unsupported, "`\(path)` is a list that is added to", at: setting.span.lowerBound)
      }
      value = Self.unquoted(try rendered(setting, branches))
    }
    return value
  }

  private func isRendered(
    _ setting: BraceSetting, _ branches: TemplateBranches
  ) throws(EditingError) -> Bool {
    for branch in setting.guards where try !branches.isRendered(branch) { return false }
    return true
  }

  private func rendered(
    _ setting: BraceSetting, _ branches: TemplateBranches
  ) throws(EditingError) -> String {
    var result = ""
    var done = setting.valueSpan.lowerBound
    for action in template.actions
    where action.span.lowerBound >= done && action.span.upperBound <= setting.valueSpan.upperBound {
      result += text.string(in: done..<action.span.lowerBound)
      switch action.kind {
      case .output: result += try branches.value(of: action.text).text
      case .comment: break
      case .open, .otherwise, .end, .assignment:
        throw EditingError(
          .unsupported, "the value has `\(action.text)` in it", at: action.span.lowerBound)
      }
      done = action.span.upperBound
    }
    return result + text.string(in: done..<setting.valueSpan.upperBound)
  }

  /// A HOCON string's text: https://github.com/lightbend/config/blob/main/HOCON.md#quoted-strings
  private static func unquoted(_ value: String) -> String {
    guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
    var result = ""
    var rest = value.dropFirst().dropLast()
    while let character = rest.popFirst() {
      guard character == "\\", let escaped = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escaped {
      case "n": result += "\n"
      case "t": result += "\t"
      case "r": result += "\r"
      case "u":
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        if let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) {
          result.unicodeScalars.append(scalar)
        }
      default: result.append(escaped)
      }
    }
    return result
  }
}
