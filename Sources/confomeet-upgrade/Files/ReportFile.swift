import ArgumentParser
import Glibc
import Rendering
import Reports

/// A file that a report is written to: whole, or not at all.
struct ReportFile {
  /// The path as given.
  let path: String
  /// The form that its ending chooses.
  let format: ReportFormat

  /// Looks whether the file can be written, before any work is done that it is to tell of.
  func check() throws(ReportFileError) {
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw ReportFileError(path: path, code: EISDIR)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw ReportFileError(path: path, code: errno) }
  }

  /// Writes a report.
  func write(_ report: Report) throws(ReportFileError) {
    try write(format.renderer.render(report))
  }

  /// Writes a text.
  func write(_ text: String) throws(ReportFileError) {
    removeDrafts()
    let temporary = "\(folder)/.\(name).\(getpid())\(Self.draftSuffix)"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw ReportFileError(path: path, code: errno) }
    var code = writeAll(text, to: file)
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, target) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw ReportFileError(path: path, code: code)
    }
  }

  private static let draftSuffix = ".partial"

  /// Removes what runs left that were killed while they wrote this report; those that still run keep theirs.
  private func removeDrafts() {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    var drafts: [String] = []
    while let entry = readdir(listing) {
      let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard file.hasPrefix(".\(name)."), file.hasSuffix(Self.draftSuffix),
        let process = pid_t(file.dropFirst(name.count + 2).dropLast(Self.draftSuffix.count)),
        process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      drafts.append(file)
    }
    for draft in drafts { unlink("\(folder)/\(draft)") }
  }

  /// The file itself where the path is a symbolic link: the link stays.
  private var target: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private var folder: String {
    guard let slash = target.lastIndex(of: "/") else { return "." }
    return slash == target.startIndex ? "/" : String(target[..<slash])
  }

  private var name: Substring { target.split(separator: "/").last ?? "" }
}

/// Why a report was not written.
struct ReportFileError: Error, CustomStringConvertible {
  /// The report's file as given.
  let path: String
  /// The system's number for the reason.
  let code: Int32

  /// What is in the way, for people.
  var description: String {
    "the report `\(path)` cannot be written: \(String(cString: strerror(code)))"
  }
}
