/// Files' bytes by id, each read once: most files are the same in many releases.
///
/// It belongs to one thread, like the repository that it reads.
public final class BlobCache {
  private let repository: Repository
  private var blobs: [ObjectID: [UInt8]] = [:]

  /// Makes an empty cache of a repository's files.
  public init(of repository: Repository) {
    self.repository = repository
  }

  /// The bytes of a file, from memory if they were asked for before.
  public func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    if let known = blobs[id] { return known }
    let bytes = try repository.blob(id)
    blobs[id] = bytes
    return bytes
  }
}
