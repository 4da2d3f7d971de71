/// Items of a manifest's lists as they are written.
struct ManifestExcerpts {
  private let lines: [Substring]

  /// Takes the lines of a manifest's bytes.
  init(_ content: [UInt8]) {
    lines = String(decoding: content, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The lines of items that begin at some lines, counted from 1, without the indentation that they share.
  func items(_ starts: [Int?]) -> [String] {
    // Several items may stand on one line.
    var seen: Set<Int> = []
    return starts.compactMap(\.self).filter { seen.insert($0).inserted }.flatMap(item)
  }

  /// The line, and those after it that are indented deeper.
  private func item(_ start: Int) -> [String] {
    guard lines.indices.contains(start - 1) else { return [] }
    let first = lines[start - 1]
    let indent = Self.indent(of: first)
    var rest = lines[start...].prefix {
      $0.allSatisfy { $0 == " " } || Self.indent(of: $0) > indent
    }
    while let last = rest.last, last.allSatisfy({ $0 == " " }) { rest.removeLast() }
    return ([first] + rest).map { String($0.dropFirst(indent)) }
  }

  private static func indent(of line: Substring) -> Int {
    line.prefix { $0 == " " }.count
  }
}
