import Editing
import GitKit
import PatchKit

/// The compose files of a deployment, people's own too.
struct DeployedCompose {
  /// The files that could be read, by path.
  private(set) var files: [(path: TreePath, file: ComposeFile)] = []
  /// Those that could not, with their text.
  private(set) var broken: [(path: TreePath, text: SourceText, error: EditingError)] = []

  /// The most folders and files that are looked at; a deployment has a few hundred.
  private static let limit = 20_000
  /// The largest file that is read, in bytes: compose files have a few thousand.
  private static let sizeLimit = 1 << 20

  /// Reads the compose files of a folder.
  ///
  /// Folders that may not be read, such as a service's data, have none; neither have those whose name begins with a dot.
  init(in folder: Folder, readings: FileReadings) throws(FileSystemError) {
    var waiting = [""]
    var seen = 0
    while let path = waiting.popLast(), seen < Self.limit {
      let names: [String]
      do throws(FileSystemError) {
        names = try folder.names(in: path)
      } catch {
        guard error.kind == .permission, !path.isEmpty else { throw error }
        continue
      }
      for name in names where !name.hasPrefix(".") {
        seen += 1
        guard let entry = try? TreePath(path.isEmpty ? name : "\(path)/\(name)") else { continue }
        switch try folder.entry(at: entry) {
        case let found? where found.kind == .folder: waiting.append(entry.text)
        case let found? where Self.isRead(found, name): try read(entry, in: folder, readings)
        default: continue
        }
      }
    }
    files.sort { $0.path < $1.path }
    broken.sort { $0.path < $1.path }
  }

  private static func isRead(_ entry: FileEntry, _ name: String) -> Bool {
    guard case .file = entry.kind, entry.size <= sizeLimit else { return false }
    return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  private mutating func read(
    _ path: TreePath, in folder: Folder, _ readings: FileReadings
  ) throws(FileSystemError) {
    let content = try folder.file(at: path).content
    switch readings.compose(content) {
    case .compose(let file): files.append((path, file))
    case .broken(let error): broken.append((path, SourceText(content), error))
    case .other: return
    }
  }
}
