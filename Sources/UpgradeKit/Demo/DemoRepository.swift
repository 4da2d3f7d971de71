public import DemoUpstream
public import GitKit

/// The demo's upstream as a repository: the same ids on every machine.
public enum DemoRepository {
  /// The branch that holds the history.
  public static let branch = "main"

  /// Makes a bare repository of the demo's history, with a tag for each release.
  ///
  /// - Parameters:
  ///   - path: the folder; it must not be there yet, and is made with those above it.
  ///   - history: the commits, the oldest first.
  /// - Throws: ``GitError`` when the folder cannot be written, or is a repository already.
  @discardableResult
  public static func create(
    at path: String, of history: [DemoCommit]
  ) throws(GitError) -> Repository {
    let repository = try Repository.create(bareAt: path)
    var tip: ObjectID?
    for commit in history {
      let author = Signature(
        name: commit.author.name, email: commit.author.email, seconds: commit.time)
      let id = try repository.commit(
        tree: try repository.write(commit.files), parents: tip.map { [$0] } ?? [], author: author,
        message: commit.subject + "\n", branch: branch)
      if let tag = commit.tag {
        let annotation = tag.isAnnotated ? (tagger: author, message: tag.name + "\n") : nil
        try repository.tag(tag.name, at: id, annotation: annotation)
      }
      tip = id
    }
    return repository
  }
}
