/// The folder at the top of a deployment that unfinished work lies in. Without an interruption it is gone after a run.
///
/// - `new/N`: the content that change N brings, and once that is in its place, the file that it replaced, where the file
///   system can exchange two files
/// - `old/N`: the file that change N replaces, as a second name of it where the file system can; or the file that
///   change N removed, from the moment on at which it did
/// - `new/lock`, `old/lock`: copies of the lock to come and the lock as it was
/// - `journal`: what is being done. As long as it is there, the run is to be undone; its removal is the moment at
///   which the new state holds.
enum Staging {
  static let folder = ".confomeet-upgrade"
  static let journal = folder + "/journal"
  static let draft = folder + "/journal.new"
  static let newFolder = folder + "/new"
  static let oldFolder = folder + "/old"
  static let newLock = newFolder + "/lock"
  static let oldLock = oldFolder + "/lock"

  static func new(_ index: Int) -> String { newFolder + "/\(index)" }
  static func old(_ index: Int) -> String { oldFolder + "/\(index)" }

  /// Removes the folder and all that a run may have put there; the journal first.
  static func remove(from root: Folder) throws(DeploymentError) {
    guard let entry = try onFileSystem({ () throws(FileSystemError) in try root.entry(folder) })
    else { return }
    guard entry.kind == .folder else { throw .foreignFile(root.display(folder)) }
    let paths = try ownPaths(in: root)
    try onFileSystem { () throws(FileSystemError) in
      try root.remove(journal)
      for path in paths { try root.remove(path) }
      for path in [newFolder, oldFolder, folder] { try root.removeFolder(path) }
    }
  }

  /// The files in the folder.
  ///
  /// - Throws: `foreignFile` if anything is there that a run doesn't make.
  private static func ownPaths(in root: Folder) throws(DeploymentError) -> [String] {
    var paths: [String] = []
    for name in try names(in: folder, root) {
      let path = folder + "/" + name
      switch path {
      case journal, draft: paths.append(path)
      case newFolder, oldFolder:
        for name in try names(in: path, root) {
          let path = path + "/" + name
          guard name == "lock" || name.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
          else { throw .foreignFile(root.display(path)) }
          paths.append(path)
        }
      default: throw .foreignFile(root.display(path))
      }
    }
    return paths
  }

  private static func names(in path: String, _ root: Folder) throws(DeploymentError) -> [String] {
    try onFileSystem { () throws(FileSystemError) in try root.names(in: path) }
  }
}
