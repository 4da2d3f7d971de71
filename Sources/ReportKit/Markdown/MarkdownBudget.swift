/// Markdown under construction, within a limit on its length: what does not fit is left out and counted.
struct MarkdownBudget {
  private let limit: Int
  private(set) var text = ""

  /// What is kept free for the notices on what was left out.
  private static let reserve = 400

  /// Makes an empty text.
  ///
  /// - Parameter limit: the most bytes in UTF-8, so that however a host counts characters, it is within its limit.
  init(limit: Int) {
    self.limit = limit
  }

  /// Whether a part of this text fits beside what is there.
  func fits(_ part: String) -> Bool {
    text.utf8.count + part.utf8.count + Self.reserve <= limit
  }

  /// Adds a part if it fits; says whether it did.
  @discardableResult
  mutating func add(_ part: String) -> Bool {
    guard fits(part) else { return false }
    text += part
    return true
  }

  /// Adds parts between an opening and a closing one, as many as fit.
  ///
  /// - Parameters:
  ///   - notice: what is said when `n` of the parts were left out.
  /// - Returns: how many were left out.
  @discardableResult
  mutating func add(
    _ parts: [String], opening: String, closing: String = "", notice: (Int) -> String
  ) -> Int {
    var body = ""
    var leftOut = 0
    for part in parts {
      if fits(opening + body + part + closing) { body += part } else { leftOut += 1 }
    }
    guard !body.isEmpty else { return leftOut }
    text += opening + body + closing
    if leftOut > 0 { add(notice(leftOut)) }
    return leftOut
  }

  /// Adds a last part into the room kept free.
  mutating func finish(_ part: String) {
    if text.utf8.count + part.utf8.count <= limit { text += part }
  }
}
