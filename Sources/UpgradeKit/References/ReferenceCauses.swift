import Findings
import GitKit

extension UpstreamRange {
  /// The commits that moved what people's lines name, no more of them than tell a person something.
  func causes(of reference: LocalReference) throws(GitError) -> [Cause] {
    try causes(of: reference.traces)
  }

  /// The commits behind what tells whether something is there.
  func causes(of traces: [LocalReference.Trace]) throws(GitError) -> [Cause] {
    var causes: [Cause] = []
    for trace in traces {
      switch trace {
      case .presence(let path): causes += try self.causes(ofPresenceOf: path)
      case .lines(let path, let text):
        let wanted = Array(text.utf8)
        causes += try self.causes(at: path) { content in
          guard case .file(_, let file) = content else { return [[UInt8]]() }
          return file.content.split(separator: UInt8(ascii: "\n")).map(Array.init)
            .filter { $0.holds(wholly: wanted) }
        }
      }
    }
    return inOrder(causes.unique.filter { !Self.isHousekeeping($0.subject) })
  }
}
