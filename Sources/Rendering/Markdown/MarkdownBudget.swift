/// Markdown under construction, within a limit on its length: what does not fit is left out and counted.
struct MarkdownBudget {
  private let limit: Int
  private(set) var text = ""
  /// What is kept free for parts that come later.
  var promised = 0

  /// What is kept free for the notices on what was left out.
  private static let reserve = 400

  /// Makes an empty text.
  ///
  /// - Parameter limit: the most bytes in UTF-8, so that however a host counts characters, it is within its limit.
  init(limit: Int) {
    self.limit = limit
  }

  /// The bytes that are free.
  var room: Int { limit - Self.reserve - promised - text.utf8.count }

  /// Adds a part if it fits.
  mutating func add(_ part: String) {
    if part.utf8.count <= room { text += part }
  }

  /// Adds parts between an opening and a closing one, as many as fit.
  ///
  /// - Parameter notice: what is said when so many of the parts were left out.
  /// - Returns: how many were left out.
  mutating func add(
    _ parts: [String], opening: String, closing: String = "", notice: (Int) -> String
  ) -> Int {
    var body = ""
    var leftOut = 0
    let room = room - opening.utf8.count - closing.utf8.count
    for part in parts {
      if body.utf8.count + part.utf8.count <= room { body += part } else { leftOut += 1 }
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
