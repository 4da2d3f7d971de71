import Glibc

/// What is installed together with the program: `<prefix>/share/confomeet-upgrade` beside `<prefix>/bin`.
enum InstalledFiles {
  /// The patch set's folder; `nil` where the program alone was copied, or was built and not installed.
  static var patches: String? {
    guard let program = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(program) }
    var folders = String(cString: program).split(separator: "/")
    guard folders.suffix(2).first == "bin" else { return nil }
    folders.removeLast(2)
    let path = "/" + (folders + ["share", "confomeet-upgrade", "patches"]).joined(separator: "/")
    return access(path, F_OK) == 0 ? path : nil
  }
}
