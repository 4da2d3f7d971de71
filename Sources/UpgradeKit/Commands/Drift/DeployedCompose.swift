import Editing
import GitKit
import PatchKit

/// The compose files of a deployment, people's own too.
struct DeployedCompose {
  /// The files that could be read, by path.
  private(set) var files: [(path: TreePath, file: ComposeFile)] = []
  /// Those that could not, with their text.
  private(set) var broken: [(path: TreePath, text: SourceText, error: EditingError)] = []

  /// Those that were not read, with the reason as the end of a sentence.
  private(set) var unread: [(path: TreePath, reason: String)] = []

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
        case let found? where Self.isCompose(entry):
          if let reason = Self.obstacle(found) {
            if Self.isForCertain(entry) { unread.append((entry, reason)) }
          } else {
            try read(entry, in: folder, readings)
          }
        default: continue
        }
      }
    }
    files.sort { $0.path < $1.path }
    broken.sort { $0.path < $1.path }
    unread.sort { $0.path < $1.path }
  }

  /// Whether a file may be a compose file, by its name.
  private static func isCompose(_ path: TreePath) -> Bool {
    path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml")
  }

  /// Whether it is one by its name: data can be in YAML, too.
  private static func isForCertain(_ path: TreePath) -> Bool {
    path.components.last?.lowercased().contains("compose") ?? false
  }

  /// Why it is not read; `nil` when it is.
  private static func obstacle(_ entry: FileEntry) -> String? {
    switch entry.kind {
    case .file where entry.size <= sizeLimit: nil
    case .file: "it is larger than \(sizeLimit >> 20) MiB"
    case .link: FileSystemError.Kind.isALink.reason
    case .folder, .other: FileSystemError.Kind.notAFile.reason
    }
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
