package import GitKit
package import PatchKit

/// The files that Compose may read, as values: those of a deployment as it is, or as merged.
package struct ComposeFiles {
  /// What stands at a path.
  package enum Entry: Sendable {
    case file([UInt8])
    case missing
    /// Something that isn't read, with the reason.
    case unreadable(String)
  }

  private let entry: (TreePath) -> Entry
  /// What was read before, by its bytes.
  let readings: FileReadings
  /// Whether a file of `env_file` that isn't there counts as empty: secrets may be on the host alone.
  let toleratesMissingVariables: Bool
  /// What was made of them before.
  let cache = ComposeCache()

  /// Takes a function that gives what stands at a path from the deployment's folder.
  package init(
    toleratingMissingVariables toleratesMissingVariables: Bool = false,
    _ readings: FileReadings = FileReadings(), _ entry: @escaping (TreePath) -> Entry
  ) {
    self.toleratesMissingVariables = toleratesMissingVariables
    self.readings = readings
    self.entry = entry
  }

  /// What stands at a path.
  package subscript(path: TreePath) -> Entry { entry(path) }

  /// A file's bytes; `nil` when there is none.
  func bytes(at path: TreePath) throws(ComposeProblem) -> [UInt8]? {
    switch entry(path) {
    case .file(let bytes): return bytes
    case .missing: return nil
    case .unreadable(let reason):
      throw ComposeProblem(.unknown, "\(path) can't be read: \(reason)", file: path)
    }
  }
}

/// A folder of the deployment that paths count from; its root is empty.
struct ComposeFolder: Sendable, Hashable {
  /// The path from the deployment's folder; empty for that itself.
  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// The folder of a file.
  init(of file: TreePath) {
    path = String(file.folder)
  }

  /// A path as written, from the deployment's folder; `nil` for one that is absolute, of a person's home, or leaves
  /// the deployment.
  func file(_ written: String) -> TreePath? {
    guard let text = resolve(written), !text.isEmpty else { return nil }
    do throws(TreePathError) { return try TreePath(text) } catch { return nil }
  }

  /// The folder that a written path names; `nil` as for ``file(_:)``.
  func folder(_ written: String) -> ComposeFolder? {
    resolve(written).map(ComposeFolder.init)
  }

  private func resolve(_ written: String) -> String? {
    guard !written.hasPrefix("/"), !written.hasPrefix("~") else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") + written.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
