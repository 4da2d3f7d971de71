import GitKit
import PatchKit

extension LocalFiles {
  /// The files of a deployment as they will be, read when they are asked for.
  ///
  /// - Parameters:
  ///   - source: the files as they are; `nil` when there is no deployment yet.
  ///   - changes: what is to be written; `nil` for a file that goes.
  init(of source: (any FileSource)?, changing changes: [TreePath: FileTree.File?]) {
    self.init { path in
      if let change = changes[path] { return change.map { Found.file($0) } ?? .nothing }
      if changes.contains(where: { $0.value != nil && $0.key.isInside(path.text) }) {
        return .folder
      }
      guard let source else { return .nothing }
      do throws(FileSystemError) {
        switch try source.kind(at: path) {
        case nil: return .nothing
        case .folder: return .folder
        case .file: return .file(try source.file(at: path))
        case .link, .other: return .unreadable("it is no plain file")
        }
      } catch {
        return error.kind == .notFound || error.kind == .notAFolder
          ? .nothing : .unreadable(error.kind.reason)
      }
    } list: { folder in
      var paths = Set(changes.filter { $0.value != nil && $0.key.isInside(folder.text) }.keys)
      do throws(FileSystemError) {
        if let source, case .folder? = try source.kind(at: folder) {
          guard let names = try source.names(below: folder) else {
            return .unknown("a file below \(folder) has a name that can't be written")
          }
          paths.formUnion(names.map(folder.appending).filter { changes[$0] == nil })
        }
      } catch {
        return .unknown("\(folder) can't be read: \(error.kind.reason)")
      }
      return .known(paths.sorted())
    }
  }

  /// The compose files at the top of a folder, besides those that Compose finds by itself.
  func furtherCompose(in folder: TreePath, _ readings: FileReadings) -> [TreePath] {
    (paths(below: folder).value ?? []).filter { path in
      guard path.folder == folder.text, path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"),
        !Self.standardNames.contains(String(path.components.last ?? "")),
        case .file(let file) = self[path]
      else { return false }
      if case .compose = readings.compose(file.content) { return true }
      return false
    }
  }

  private static let standardNames = Set(
    ["", ".override"].flatMap { middle in
      ["compose", "docker-compose"].flatMap { ["\($0)\(middle).yml", "\($0)\(middle).yaml"] }
    })
}
