/// Reads paths as diffs write them.
enum DiffPath {
  /// The letters that git puts before a path, with a slash: before and after; commit, index, object, work tree.
  private static let prefixes: Set<String> = ["a/", "b/", "c/", "i/", "o/", "w/"]

  /// The path of a `---` or `+++` line; `nil` for `/dev/null`.
  ///
  /// - Parameter known: the path that the `diff --git` line has; it tells whether there is a prefix.
  static func header(_ text: String, prefix: String, known: String?) -> String? {
    // Plain diffs put a time behind a tab.
    let name = text.prefix { $0 != "\t" }
    let path = unquoted(String(name))
    guard path != "/dev/null" else { return nil }
    if let known, path == known || prefixes.contains(where: { path == $0 + known }) { return known }
    return path.hasPrefix(prefix) ? String(path.dropFirst(2)) : path
  }

  /// The two paths of a `diff --git` line, when it is clear where the first ends: with git's prefixes, whichever they
  /// are, or without any.
  static func pair(_ text: String) -> (String?, String?) {
    let bytes = Array(text.utf8)
    guard bytes.count % 2 == 1, bytes.count >= 3 else { return (nil, nil) }
    let half = bytes.count / 2
    let old = unquoted(String(decoding: bytes[..<half], as: UTF8.self))
    let new = unquoted(String(decoding: bytes[(half + 1)...], as: UTF8.self))
    guard bytes[half] == ASCII.space else { return (nil, nil) }
    if old == new { return (old, new) }
    let marks = (String(old.prefix(2)), String(new.prefix(2)))
    guard prefixes.contains(marks.0), prefixes.contains(marks.1), marks.0 != marks.1,
      old.dropFirst(2) == new.dropFirst(2)
    else { return (nil, nil) }
    return (String(old.dropFirst(2)), String(new.dropFirst(2)))
  }

  /// A path without the quotes and escapes that git writes around unusual ones.
  static func unquoted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == ASCII.doubleQuote, bytes.last == ASCII.doubleQuote else {
      return text
    }
    var result: [UInt8] = []
    var index = 1
    while index < bytes.count - 1 {
      guard bytes[index] == ASCII.backslash else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let digits = bytes[(index + 1)...].prefix(3)
      if digits.count == 3, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        result.append(value)
        index += 4
      } else {
        let escapes: [UInt8: UInt8] = [0x6E: 0x0A, 0x74: 0x09, 0x72: 0x0D, 0x61: 0x07, 0x62: 0x08]
        result.append(escapes[bytes[index + 1]] ?? bytes[index + 1])
        index += 2
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
