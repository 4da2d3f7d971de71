/// Flattens a tree: its entries, those of its folders, and so on, within limits.
struct TreeWalk {
  /// Far more than any upstream has.
  private static let depthLimit = 64
  private static let entryLimit = 50_000

  private let repository: Repository
  private let cache: ObjectCache?
  /// Files and folders: folders alone can be as many as one likes, as one may stand in many places.
  private var visited = 0

  /// The entries found, folders apart.
  private(set) var entries: [TreeEntry] = []

  init(repository: Repository, cache: ObjectCache?) {
    self.repository = repository
    self.cache = cache
  }

  /// Adds what is in a folder and below it.
  mutating func collect(_ id: ObjectID, at path: String, depth: Int) throws(GitError) {
    let folder: [FolderEntry]
    do throws(GitError) {
      folder = if let cache { try cache.folder(id) } else { try repository.folder(id) }
    } catch {
      throw error.ofReachableObject
    }
    visited += folder.count
    guard depth < Self.depthLimit else {
      throw tooLarge(path, "folders are nested deeper than \(Self.depthLimit)")
    }
    guard visited <= Self.entryLimit else {
      throw tooLarge(path, "it has more than \(Self.entryLimit) entries")
    }
    for entry in folder {
      let entryPath = TreePath(folder: path, name: entry.name)
      if let mode = entry.mode {
        entries.append(TreeEntry(path: entryPath, mode: mode, id: entry.id))
      } else {
        try collect(entry.id, at: entryPath.text, depth: depth + 1)
      }
    }
  }

  private func tooLarge(_ path: String, _ message: String) -> GitError {
    GitError(
      .tooLarge, operation: path.isEmpty ? "read a tree" : "read the tree `\(path)`",
      message: message)
  }
}
