import Glibc
import Rendering
import Reports

/// A file that a report is written to: whole, or not at all. What is no regular file, such as a pipe, is written into.
struct ReportFile {
  /// The path as given.
  let path: String
  /// The form that its ending chooses.
  let format: ReportFormat

  /// What the path leads to.
  private enum Target {
    /// A regular file, or nothing yet.
    case file(TemporaryFile)
    /// A pipe or a device.
    case stream
  }

  /// Looks whether the file can be written, before any work is done that it is to tell of: a file is made beside it, and
  /// removed again. What killed runs left of theirs is removed.
  func check() throws(ReportFileError) {
    switch try target() {
    case .file(let file):
      do throws(SystemError) {
        file.removeLeftovers()
        try file.check()
      } catch {
        throw ReportFileError(path: path, error.reason)
      }
    case .stream:
      guard access(path, W_OK) == 0 else { throw ReportFileError(path: path, SystemError().reason) }
    }
  }

  /// Writes a report.
  func write(_ report: Report) throws(ReportFileError) {
    try write(format.renderer.render(report))
  }

  /// Writes a text.
  func write(_ text: String) throws(ReportFileError) {
    let target = try target()
    do throws(SystemError) {
      switch target {
      case .file(let file): try file.replace(with: text)
      case .stream: try Self.write(text, into: path)
      }
    } catch {
      throw ReportFileError(path: path, error.reason)
    }
  }

  private static func write(_ text: String, into path: String) throws(SystemError) {
    let stream = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard stream >= 0 else { throw SystemError() }
    let code = writeAll(text, to: stream)
    guard close(stream) == 0 || code != 0 else { throw SystemError() }
    guard code == 0 else { throw SystemError(code) }
  }

  /// What the path leads to, by links too: they stay.
  private func target() throws(ReportFileError) -> Target {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let error = SystemError()
      guard error.code == ENOENT else { throw ReportFileError(path: path, error.reason) }
      guard lstat(path, &status) != 0 else {
        throw ReportFileError(path: path, "it is a symbolic link that leads nowhere")
      }
      return .file(TemporaryFile(for: path))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ReportFileError(path: path, SystemError(EISDIR).reason)
    case S_IFIFO, S_IFCHR: return .stream
    default: throw ReportFileError(path: path, "it is no regular file, pipe or character device")
    }
    guard let resolved = realpath(path, nil) else {
      throw ReportFileError(path: path, SystemError().reason)
    }
    defer { free(resolved) }
    return .file(TemporaryFile(for: String(cString: resolved)))
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

  /// What is in the way, for people.
  var description: String { "the report `\(path)` cannot be written: \(reason)" }
}
