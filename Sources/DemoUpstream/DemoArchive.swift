/// A commit as text: lines `field: value`, then entries, each after a line `-- path words --`.
///
/// Without a word an entry is a file's whole text. `executable` gives it the mode, `unterminated` takes the last line's
/// end away. `deleted` removes the file. `edited` changes it: groups of lines, divided by `@@`, in which ` ` stands
/// before a line that stays, `-` before one that goes, `+` before one that comes.
struct DemoArchive {
  /// The values by their fields.
  private(set) var fields: [String: String] = [:]
  /// The entries in their order.
  private(set) var entries: [Entry] = []

  /// One file's part of the archive.
  struct Entry {
    /// The path as written.
    let path: String
    /// The words after it.
    let words: [Substring]
    /// What follows, line by line.
    var lines: [Substring] = []
  }

  /// Reads an archive; every text is one.
  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        let words = line.split(separator: " ").dropFirst().dropLast()
        entries.append(Entry(path: String(words.first ?? ""), words: Array(words.dropFirst())))
      } else if !entries.isEmpty {
        entries[entries.count - 1].lines.append(line)
      } else if let colon = line.firstIndex(of: ":") {
        fields[String(line[..<colon])] = String(line[colon...].dropFirst(2))
      }
    }
  }

  /// The value of a field that must be there.
  func field(_ name: String) throws(DemoArchiveError) -> String {
    guard let value = fields[name] else { throw DemoArchiveError("`\(name)` is missing") }
    return value
  }
}

/// Why an archive of the demo can't be used; a mistake in this package.
package struct DemoArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  /// Makes an error.
  init(_ description: String) {
    self.description = description
  }
}
