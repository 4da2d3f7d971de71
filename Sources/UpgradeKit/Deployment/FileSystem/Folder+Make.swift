import Glibc

extension Folder {
  /// Opens a folder, and makes it and the folders it lies in where they are not there.
  ///
  /// - Returns: the folder, and the paths of those that were made, outer ones first.
  static func make(
    at path: String, observer: (any FileStepObserver)?
  ) throws(FileSystemError) -> (folder: Folder, made: [String]) {
    do {
      return (try Folder(at: path, observer: observer), [])
    } catch {
      guard error.kind == .notFound else { throw error }
    }
    var made: [String] = []
    do throws(FileSystemError) {
      let slashes = path.utf8.indices.dropFirst().filter { path.utf8[$0] == slash }
      for end in slashes + [path.endIndex] {
        let part = String(path[..<end])
        try observer?.willPerform(.createFolder, at: part)
        if mkdir(part, 0o755) == 0 {
          made.append(part)
        } else if errno != EEXIST {
          throw FileSystemError(errno: errno, .createFolder, part)
        }
      }
      return (try Folder(at: path, observer: observer), made)
    } catch {
      for path in made.reversed() { rmdir(path) }
      throw error
    }
  }
}
