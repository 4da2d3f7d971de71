import Glibc

/// Who has a lock, as the system tells it.
package enum LockHolder {
  /// The process that has locked a file or folder, as `process 4711 (confomeet-upgrade)`; `nil` when the system does not
  /// say it, for example of a process in another container.
  package static func of(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, let table = try? readSmallFile("/proc/locks") else {
      return nil
    }
    let place =
      "\(format(major(status.st_dev))):\(format(minor(status.st_dev))):\(status.st_ino)"
    for line in table.split(separator: "\n") {
      // `1: FLOCK  ADVISORY  WRITE 4711 fe:01:3801 0 EOF`; those who wait have an arrow more.
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK", words[5] == place,
        let process = pid_t(words[4]), process > 0
      else { continue }
      let name = (try? readSmallFile("/proc/\(process)/comm"))?.split(separator: "\n").first
      return "process \(process)" + (name.map { " (\($0))" } ?? "")
    }
    return nil
  }

  private static func format(_ number: UInt32) -> String {
    let text = String(number, radix: 16)
    return text.count < 2 ? "0" + text : text
  }

  // The C library has macros for these.
  private static func major(_ device: dev_t) -> UInt32 {
    UInt32((device >> 8) & 0xfff) | UInt32(truncatingIfNeeded: (device >> 32) & ~0xfff)
  }

  private static func minor(_ device: dev_t) -> UInt32 {
    UInt32(device & 0xff) | UInt32(truncatingIfNeeded: (device >> 12) & ~0xff)
  }
}
