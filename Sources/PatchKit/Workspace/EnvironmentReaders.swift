import GitKit

/// Where an image's files read environment variables.
struct EnvironmentReaders {
  /// A place where a variable is read.
  struct Reader: CustomStringConvertible {
    let path: TreePath
    let line: Int

    var description: String { "\(path):\(line)" }
  }

  private let readers: [String: [Reader]]

  /// Looks through the files below `rootfs`: templates for `.Env.NAME`, scripts for `$NAME`.
  init(of files: FileTree, with readings: FileReadings) {
    var readers: [String: [Reader]] = [:]
    for path in files.paths where path.components.contains("rootfs") {
      guard let file = files[path], file.mode.isFile else { continue }
      for read in readings.reads(file.content).reads {
        readers[read.name, default: []].append(Reader(path: path, line: read.line))
      }
    }
    self.readers = readers
  }

  /// The first place, by path, where a variable is read.
  func first(of name: String) -> Reader? { readers[name]?.first }
}
