import Glibc

extension Mirror {
  /// The file in a mirror that says when it was fetched last, in seconds since 1970: the file's own time would be another
  /// one in a mirror that was copied, or restored from a cache.
  private static let stampName = "confomeet-fetched"

  /// How long ago upstream was asked last; `nil` where that is not known: the mirror is of before that was written down,
  /// or the clock was set back since.
  package var age: Duration? {
    guard !isLocal, let text = try? readSmallFile(path + "/" + Self.stampName),
      let stamp = Int64(text.prefix { $0 != "\n" })
    else { return nil }
    let now = Int64(time(nil))
    return stamp >= 0 && stamp <= now ? .seconds(now - stamp) : nil
  }

  /// Writes down that a mirror was fetched now.
  static func stamp(_ folder: String) throws(GitError) {
    try write("\(time(nil))\n", to: folder + "/" + stampName)
  }

  static func write(_ text: String, to file: String) throws(GitError) {
    let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .io("write `\(file)`") }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
      throw .io("write `\(file)`")
    }
  }
}
