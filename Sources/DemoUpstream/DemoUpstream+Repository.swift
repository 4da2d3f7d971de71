package import GitKit

extension DemoUpstream {
  /// Makes the repository: its history on `main`, its tags; always the same objects.
  ///
  /// - Parameters:
  ///   - path: the folder of the bare repository; it is made.
  ///   - commits: another history, the oldest commit first.
  /// - Throws: ``DemoArchiveError``, ``GitError``.
  @discardableResult
  package static func create(
    bareAt path: String, of commits: [DemoCommit]? = nil
  ) throws -> Repository {
    let repository = try Repository.create(bareAt: path)
    var parents: [ObjectID] = []
    for commit in try commits ?? history() {
      let author = Signature(
        name: commit.author.name, email: commit.author.email, seconds: commit.time)
      let id = try repository.commit(
        tree: try repository.write(commit.files), parents: parents, author: author,
        message: commit.subject + "\n", branch: "main")
      if let tag = commit.tag {
        try repository.tag(
          tag.name, at: id,
          annotation: tag.isAnnotated ? (tagger: author, message: tag.name + "\n") : nil)
      }
      parents = [id]
    }
    return repository
  }
}
