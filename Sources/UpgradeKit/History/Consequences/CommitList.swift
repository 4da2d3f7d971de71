import Findings
import GitKit
import PatchKit
import Reports

extension UpstreamRange {
  /// The commits that touch some files, by the release that they came with, the newest release first.
  func releasedCommits(touching paths: Set<TreePath>) throws(GitError) -> [ReleasedCommits] {
    var touching: Set<ObjectID> = []
    for path in paths { touching.formUnion(try commits.versions(of: path).commits) }
    var lists: [(release: Release?, commits: [ReportedCommit])] = []
    for id in commits.commits.reversed() where touching.contains(id) {
      let commit = try upstream.repository.commit(id)
      guard !Self.isHousekeeping(commit.subject) else { continue }
      let release = try firstRelease(with: id)
      let reported = ReportedCommit(
        commit: id.hex, subject: commit.subject, message: commit.message, date: commit.authorDay)
      if let index = lists.firstIndex(where: { $0.release == release }) {
        lists[index].commits.append(reported)
      } else {
        lists.append((release, [reported]))
      }
    }
    return lists.sorted { left, right in
      guard let (one, other) = left.release.flatMap({ one in right.release.map { (one, $0) } })
      else { return left.release == nil }
      return one.name > other.name
    }.map {
      ReleasedCommits(release: ($0.release ?? target).name.description, commits: $0.commits)
    }
  }

  /// Causes without those that only set the version, unless there are no others.
  static func telling(_ causes: [Cause]) -> [Cause] {
    let others = causes.filter { !isHousekeeping($0.subject) }
    return others.isEmpty ? causes : others
  }

  /// Whether a commit only sets the version in the files, as upstream does for a release and after it.
  static func isHousekeeping(_ subject: String) -> Bool {
    let read = CommitSubject(subject)
    return read.type == "release" || (read.type == "misc" && read.text == "working on unstable")
  }
}
