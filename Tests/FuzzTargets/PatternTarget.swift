import PatchKit

/// Globs and regular expressions, and the texts that they are tried on.
enum PatternTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let text = String(decoding: input[0].filter { $0 != 0x0A }, as: UTF8.self)
    let subject = input[1]
    if let glob = try? Glob(text) {
      _ = glob.matches(String(decoding: subject, as: UTF8.self))
      let isPlain = text.unicodeScalars.allSatisfy { !"*?[]{},!".unicodeScalars.contains($0) }
      if isPlain {
        try require(glob.matches(text), "the glob `\(text)` does not match itself")
        try require(!glob.matches(text + "x"), "the glob `\(text)` matches more")
      }
    }
    guard let pattern = try? Pattern(text) else { return }
    var end = 0
    for match in pattern.matches(in: subject).prefix(100) {
      try require(
        match.range.lowerBound >= end && match.range.upperBound <= subject.count,
        "a match is at \(match.range), behind \(end)")
      end = match.range.upperBound
      try require(match.groups.count == pattern.groupCount, "a match lacks groups")
      for group in match.groups.compactMap(\.self) {
        try require(
          match.range.lowerBound <= group.lowerBound && group.upperBound <= match.range.upperBound,
          "a group at \(group) is outside of \(match.range)")
      }
    }
  }
}
