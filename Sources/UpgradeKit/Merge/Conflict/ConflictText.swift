import Editing

/// The text of one side of a conflict in the form in which resolutions have it: lines that end in line feeds, and of a
/// part with a name without the indentation that all its lines share.
struct ConflictText: Hashable {
  /// The lines; empty for nothing.
  let text: String
  /// The indentation that was taken away.
  let indentation: Int

  init(_ side: [UInt8]?, _ scope: ConflictScope) {
    var lines = Self.lines(of: String(decoding: side ?? [], as: UTF8.self))
    let indentation = scope.node == nil ? 0 : Self.indentation(of: lines)
    if indentation > 0 { lines = lines.map { String($0.utf8.dropFirst(indentation)) ?? $0 } }
    self.indentation = indentation
    self.text = lines.map { $0 + "\n" }.joined()
  }

  /// A text of this form as it stands in a file.
  static func placed(_ text: String, indentation: Int, ending: String) -> [UInt8] {
    let spaces = String(repeating: " ", count: indentation)
    return Array(
      lines(of: text).map { ($0.isEmpty ? "" : spaces + $0) + ending }.joined().utf8)
  }

  /// The lines without their endings.
  private static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(Substring(line.last == 0x0D ? line.dropLast() : line))
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func indentation(of lines: [String]) -> Int {
    lines.lazy.filter { !$0.utf8.allSatisfy { $0 == 0x20 } }
      .map { $0.utf8.prefix { $0 == 0x20 }.count }.min() ?? 0
  }
}
