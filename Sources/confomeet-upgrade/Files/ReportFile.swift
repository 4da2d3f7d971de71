import Glibc
import Rendering
import Reports
import Secrets
import UpgradeKit

/// A file that a report is written to: whole, or not at all. What is no regular file, such as a pipe, is written into.
struct ReportFile {
  /// The path as given.
  let path: String
  /// The form that its ending chooses.
  let format: ReportFormat
  /// Which of several deployments it is on; `nil` for all that there are.
  var deployment: Int?

  /// What the path leads to.
  private enum Target {
    /// A regular file, or nothing yet.
    case file(Draft)
    /// A pipe or a device.
    case stream
  }

  /// Looks whether the file can be written, before any work is done that it is to tell of: a file is made beside it, and
  /// removed again. What killed runs left of theirs is removed.
  func check() throws(ReportFileError) {
    switch try target() {
    case .file(let draft):
      do throws(FileSystemError) {
        // What can't be listed has no drafts that can be known.
        _ = try? draft.removeLeftovers()
        try draft.check()
      } catch {
        throw ReportFileError(path: path, error.kind.reason)
      }
    case .stream:
      guard access(path, W_OK) == 0 else { throw ReportFileError(path: path, errno: errno) }
    }
  }

  /// Writes a report.
  func write(_ report: Report) throws(ReportFileError) {
    try write(format.renderer.render(report))
  }

  /// Writes a text.
  func write(_ text: String) throws(ReportFileError) {
    switch try target() {
    case .file(let draft):
      do throws(FileSystemError) {
        try draft.replace(with: Array(SecretMask.masked(text).utf8))
      } catch {
        throw ReportFileError(path: path, error.kind.reason)
      }
    case .stream:
      let code = Self.write(text, into: path)
      guard code == 0 else { throw ReportFileError(path: path, errno: code) }
    }
  }

  /// - Returns: 0, or the system's number for what is in the way.
  private static func write(_ text: String, into path: String) -> Int32 {
    let stream = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard stream >= 0 else { return errno }
    let code = writeAll(text, to: stream)
    guard close(stream) == 0 || code != 0 else { return errno }
    return code
  }

  /// What the path leads to, by links too: they stay.
  private func target() throws(ReportFileError) -> Target {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      guard code == ENOENT else { throw ReportFileError(path: path, errno: code) }
      guard lstat(path, &status) != 0 else {
        throw ReportFileError(path: path, "it is a symbolic link that leads nowhere")
      }
      return .file(try draft(of: path))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ReportFileError(path: path, errno: EISDIR)
    case S_IFIFO, S_IFCHR: return .stream
    default: throw ReportFileError(path: path, "it is no regular file, pipe or character device")
    }
    guard let resolved = realpath(path, nil) else {
      throw ReportFileError(path: path, errno: errno)
    }
    defer { free(resolved) }
    return .file(try draft(of: String(cString: resolved)))
  }

  /// - Parameter file: the path to the file itself; no link.
  private func draft(of file: String) throws(ReportFileError) -> Draft {
    do throws(FileSystemError) {
      return try FileAnywhere(file).draft
    } catch {
      throw ReportFileError(path: path, error.kind.reason)
    }
  }
}

/// Why a report was not written.
struct ReportFileError: Error, CustomStringConvertible {
  /// The report's file as given.
  let path: String
  /// What is in the way, as the end of a sentence.
  let reason: String

  init(path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// Takes the system's number for what is in the way.
  init(path: String, errno code: Int32) {
    self.init(path: path, FileSystemError.Kind(errno: code).reason)
  }

  /// What is in the way, for people.
  var description: String { "the report `\(path)` cannot be written: \(reason)" }
}
