import Editing
import Findings
import GitKit

/// A file of variables that a person names.
struct NamedEnvironmentFile {
  /// The path for people: without the folders of an absolute one.
  let name: String
  let content: EnvFile
  /// Its bytes.
  let bytes: [UInt8]

  /// How many variables it sets.
  var count: Int { Set(content.entries.filter { !$0.isCommentedOut }.map(\.name)).count }

  /// Reads a file.
  ///
  /// - Parameter edited: other bytes that count in place of those on disk.
  /// - Throws: ``UpgradeFailure``, which shows nothing of what is in it.
  init(at path: String, insteadOf edited: [UInt8]? = nil) throws(UpgradeFailure) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    name = path.hasPrefix("/") ? parts.last.map(String.init) ?? path : path
    do throws(FileSystemError) {
      let folder = parts.dropLast().joined(separator: "/")
      guard let last = parts.last, let file = try? TreePath(String(last)) else {
        throw FileSystemError(.badPath, .read, name)
      }
      if let edited {
        bytes = edited
      } else {
        bytes = try Folder(at: parts.count == 1 ? "." : folder.isEmpty ? "/" : folder)
          .file(at: file).content
      }
    } catch {
      throw UpgradeFailure(
        .environmentFileNotReadable, "\(name) cannot be read: \(error.kind.reason)",
        advice: ["name the file of variables with `--env-file`"])
    }
    let text = SourceText(bytes)
    do throws(EditingError) {
      content = try EnvFile(text)
    } catch {
      let line = error.offset.map { text.lineNumber(at: $0) }
      throw UpgradeFailure(
        .environmentFileNotReadable, "\(name) cannot be read: \(error.message)",
        places: [Place(.deployment, name, line: line)])
    }
  }
}
