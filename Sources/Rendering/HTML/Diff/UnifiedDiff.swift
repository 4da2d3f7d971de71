/// A unified diff of one file, taken apart to be shown.
struct UnifiedDiff: Sendable, Hashable {
  /// A line that is in one version or in both.
  struct Line: Sendable, Hashable {
    /// Which version the line is in.
    enum Side: Sendable, Hashable {
      case both, old, new
    }

    /// Which version it is in.
    var side: Side
    /// Its text, every character visible.
    var text: String
    /// Whether the file ends here, without a line feed.
    var isUnfinished = false
  }

  /// Changed lines with those around them.
  struct Hunk: Sendable, Hashable {
    /// The first line's number in the old version, from 1.
    var oldStart: Int
    /// The first line's number in the new version, from 1.
    var newStart: Int
    /// The lines.
    var lines: [Line]
  }

  /// The hunks in order.
  private(set) var hunks: [Hunk] = []

  /// Takes a diff apart; `nil` when it is none.
  init?(_ text: String) {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let content = { VisibleText.escaped(String(Substring(line.dropFirst()))) }
      switch line.first {
      case UInt8(ascii: "@"):
        guard let hunk = Self.hunk(String(Substring(line))) else { return nil }
        hunks.append(hunk)
      // Names and modes stand before the first hunk.
      case _ where hunks.isEmpty: continue
      case UInt8(ascii: "+"): append(Line(side: .new, text: content()))
      case UInt8(ascii: "-"): append(Line(side: .old, text: content()))
      case UInt8(ascii: " "): append(Line(side: .both, text: content()))
      case UInt8(ascii: "\\"): finish()
      default: return nil
      }
    }
    guard !hunks.isEmpty else { return nil }
  }

  /// How many lines are in the old version alone.
  var removed: Int { count(.old) }
  /// How many lines are in the new version alone.
  var added: Int { count(.new) }
  /// How many lines there are.
  var lineCount: Int { hunks.reduce(0) { $0 + $1.lines.count } }
  /// Whether lines are changed on one side only, so that two columns would say nothing more.
  var isOneSided: Bool { removed == 0 || added == 0 }

  private func count(_ side: Line.Side) -> Int {
    hunks.reduce(0) { $0 + $1.lines.count { $0.side == side } }
  }

  private mutating func append(_ line: Line) {
    hunks[hunks.count - 1].lines.append(line)
  }

  private mutating func finish() {
    let last = hunks[hunks.count - 1].lines.indices.last
    if let last { hunks[hunks.count - 1].lines[last].isUnfinished = true }
  }

  /// Reads `@@ -3,7 +3,9 @@`.
  private static func hunk(_ header: String) -> Hunk? {
    let parts = header.split(separator: " ")
    guard parts.count >= 4, parts[0] == "@@", parts[3] == "@@", parts[1].hasPrefix("-"),
      parts[2].hasPrefix("+"), let old = start(parts[1]), let new = start(parts[2])
    else { return nil }
    return Hunk(oldStart: old, newStart: new, lines: [])
  }

  private static func start(_ range: Substring) -> Int? {
    // Far below where counting on could overflow.
    range.dropFirst().prefix { $0 != "," }.isEmpty
      ? nil
      : Int(range.dropFirst().prefix { $0 != "," }).flatMap { 0...1_000_000_000 ~= $0 ? $0 : nil }
  }
}
