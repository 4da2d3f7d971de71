/// Files and folders by id, each read once as long as they are not too many to be kept: most are the same in many
/// releases.
///
/// It belongs to one thread, like the repository that it reads.
package final class ObjectCache {
  private let repository: Repository
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var folders: [ObjectID: [FolderEntry]] = [:]
  /// How many bytes the files have.
  private var size = 0
  /// How many entries the folders have.
  private var count = 0

  /// The most bytes of files that are kept.
  private static let largestSize = 32 << 20
  /// The most entries of folders that are kept.
  private static let largestCount = 1 << 17

  /// Makes an empty cache of what is in a repository.
  package init(of repository: Repository) {
    self.repository = repository
  }

  /// The bytes of a file, from memory if they were asked for before.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    if let known = blobs[id] { return known }
    let bytes = try repository.blob(id)
    if size + bytes.count > Self.largestSize { (blobs, size) = ([:], 0) }
    size += bytes.count
    blobs[id] = bytes
    return bytes
  }

  /// The entries of a folder, from memory if they were asked for before.
  func folder(_ id: ObjectID) throws(GitError) -> [FolderEntry] {
    if let known = folders[id] { return known }
    let entries = try repository.folder(id)
    if count + entries.count > Self.largestCount { (folders, count) = ([:], 0) }
    count += entries.count
    folders[id] = entries
    return entries
  }
}
