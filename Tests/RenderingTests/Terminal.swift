import Glibc

/// A terminal as far as tests need one.
enum Terminal {
  /// The text without the sequences that the renderers use: SGR, and OSC 8 links. Whatever else there is stays.
  static func withoutSequences(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
      .replacing(#/\u{1B}\]8;;[!-~]*\u{1B}\\/#, with: "")
  }

  /// The columns that the C library says lines take; -1 for a line with something that is not printed.
  static func columns(_ lines: [Substring]) -> [Int] {
    // Glibc's module leaves `wcwidth` out; the symbol is there.
    guard let symbol = dlsym(nil, "wcwidth"),
      let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    else { return [] }
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    return lines.map { line in
      let widths = line.unicodeScalars.map { Int(wcwidth($0.value)) }
      return widths.contains(where: { $0 < 0 }) ? -1 : widths.reduce(0, +)
    }
  }
}
