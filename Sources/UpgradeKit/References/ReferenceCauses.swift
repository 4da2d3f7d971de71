import Findings
import GitKit

extension UpstreamRange {
  /// The commits that moved what people's lines name, no more of them than tell a person something.
  func causes(of reference: LocalReference) throws(GitError) -> [Cause] {
    var causes: [Cause] = []
    for trace in reference.traces {
      switch trace {
      case .presence(let path): causes += try self.causes(ofPresenceOf: path)
      case .lines(let path, let text):
        let wanted = Array(text.utf8)
        causes += try self.causes(at: path) { content in
          guard case .file(_, let file) = content else { return 0 }
          return file.content.count(of: wanted)
        }
      }
    }
    return inOrder(causes.unique.filter { !Self.isHousekeeping($0.subject) })
  }
}
