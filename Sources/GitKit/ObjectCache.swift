/// Files and folders by id, each read once: most are the same in many releases.
///
/// It belongs to one thread, like the repository that it reads.
package final class ObjectCache {
  private let repository: Repository
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var folders: [ObjectID: [FolderEntry]] = [:]

  /// Makes an empty cache of what is in a repository.
  package init(of repository: Repository) {
    self.repository = repository
  }

  /// The bytes of a file, from memory if they were asked for before.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    if let known = blobs[id] { return known }
    let bytes = try repository.blob(id)
    blobs[id] = bytes
    return bytes
  }

  /// The entries of a folder, from memory if they were asked for before.
  func folder(_ id: ObjectID) throws(GitError) -> [FolderEntry] {
    if let known = folders[id] { return known }
    let entries = try repository.folder(id)
    folders[id] = entries
    return entries
  }
}
