import Findings
import GitKit

/// The repositories that the deployment and the patch set lie in, whose history has files as they were.
///
/// Whose they are does not matter: only objects are read, and nothing in a repository is run.
struct OwnRepositories {
  /// Those that can be read.
  let all: [Repository]
  /// Where each of the folders lies, in the work tree of one of them.
  let folders: [(repository: Repository, prefix: String)]
  /// Why something that is in none of them may be there all the same.
  let obstacles: [Obstacle]

  /// What keeps a part of a history out of reach.
  struct Obstacle {
    /// What was found, in a few words.
    let text: String
    /// What helps.
    let advice: String
  }

  /// Looks for the repositories of some folders.
  init(_ folders: [String]) {
    var all: [Repository] = []
    var found: [(repository: Repository, prefix: String)] = []
    var obstacles: [Obstacle] = []
    for folder in folders {
      do throws(GitError) {
        guard let (repository, prefix) = try Repository.discover(from: folder) else { continue }
        found.append((repository, prefix))
        guard !all.contains(where: { $0.gitFolder == repository.gitFolder }) else { continue }
        all.append(repository)
        guard repository.isShallow else { continue }
        obstacles.append(
          Obstacle(
            text: "the clone that `\(folder)` lies in is shallow: its history was cut off",
            advice: "get the rest: `git -C \(folder) fetch --unshallow`"))
      } catch {
        obstacles.append(
          Obstacle(
            text: error.description,
            advice: "make the repository that `\(folder)` lies in readable, then run again"))
      }
    }
    (self.all, self.folders, self.obstacles) = (all, found, obstacles)
  }

  /// Why files as they were are not to be had; `nil` when they are nowhere.
  func finding(_ paths: [TreePath]) -> Finding? {
    guard !obstacles.isEmpty else { return nil }
    let what = paths.count == 1 ? "a file that was edited" : "\(paths.count) files that were edited"
    return Finding(
      .historyOutOfReach, "what \(what) was generated as is out of reach",
      places: paths.sorted().map { Place(.deployment, $0.text) },
      evidence: obstacles.map(\.text), advice: obstacles.map(\.advice))
  }

  /// Reads something of one of them.
  static func reading<Value>(
    _ repository: Repository, _ body: () throws(GitError) -> Value
  ) throws(UpgradeFailure) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw UpgradeFailure(error, upstream: repository.workFolder ?? repository.gitFolder)
    }
  }
}
