import Findings
import GitKit
import PatchKit

extension UpstreamRange {
  /// The commits that changed whether a condition holds; none when it is the same for both releases.
  func causes(of condition: any Condition) throws(GitError) -> [Cause] {
    let condition = condition.at(target.name)
    guard let subject = condition.subject else { return [] }
    return try causes(at: subject) { content throws(GitError) in
      condition.holds(in: content.tree(at: subject))
    }
  }

  /// The commits that made a file of that path go or come.
  func causes(ofPresenceOf path: TreePath) throws(GitError) -> [Cause] {
    try causes(at: path) { content throws(GitError) in
      if case .nothing = content { false } else { true }
    }
  }
}

extension PathContent {
  /// A tree that has this content alone, as far as conditions look.
  func tree(at path: TreePath) -> FileTree {
    switch self {
    case .nothing: FileTree()
    case .folder:
      FileTree((try? TreePath("\(path)/file")).map { [$0: FileTree.File(content: [])] } ?? [:])
    case .file(_, let file): FileTree([path: file])
    }
  }
}
