import Editing
import Findings
import GitKit
import PatchKit

/// Names the upstream commits behind conflicts between what people edited and what upstream changed.
struct MergeCauses {
  /// So many lines of a conflict are looked at: more have the same few commits behind them.
  private static let limit = 20

  private let range: UpstreamRange
  /// What changes with every release, and is no cause of anything.
  private let pins: [String]

  init(_ range: UpstreamRange) {
    self.range = range
    pins = ([range.base, range.target] + range.releases).map(\.name.description) + ["unstable"]
  }

  /// Whether a file that is no longer generated is upstream as before: then the patch set has dropped it.
  func isStillUpstream(_ conflict: Conflict<[UInt8]>) throws(GitError) -> Bool {
    guard conflict.kind == .removedByTheirs, conflict.scope == .file,
      let path = try? TreePath(conflict.file)
    else { return false }
    guard case .file = try range.content(at: path, in: range.target.commit) else { return false }
    return true
  }

  /// The commits that changed what a conflict is about; none when the patch set did.
  func causes(of conflict: Conflict<[UInt8]>) throws(GitError) -> [Cause] {
    guard let path = try? TreePath(conflict.file) else { return [] }
    switch conflict.scope {
    case .node(let node):
      let names = [conflict.baseNode ?? node, conflict.theirNode ?? node]
      return try range.causes(at: path) { text(of: names, in: $0, at: path) }
    case .lines: return try causes(ofLines: conflict, in: path)
    case .file:
      return try range.causes(at: path) { content throws(GitError) in
        guard case .file(let id, let file) = content else { return nil as [String]? }
        return [id.hex, file.mode.octal]
      }
    }
  }

  /// The text of a part of a file, by the first of its names that the file has, however it is indented and whatever release it is pinned to.
  private func text(of names: [String], in content: PathContent, at path: TreePath) -> String? {
    guard case .file(_, let file) = content else { return nil }
    let text = SourceText(file.content)
    let found = names.lazy.compactMap { name -> Range<Int>? in
      guard case .found(let lines) = MergeMethod(path).lines(of: name, in: text) else { return nil }
      return lines
    }
    guard let lines = found.first else { return nil }
    let joined = lines.map { text.line($0).split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n")
    return pins.reduce(joined) { $0.replacing($1, with: "@") }
  }

  private func causes(
    ofLines conflict: Conflict<[UInt8]>, in path: TreePath
  ) throws(GitError) -> [Cause] {
    let (base, theirs) = (Self.lines(conflict.base), Self.lines(conflict.theirs))
    return try causes(
      ofGone: base.filter { !theirs.contains($0) }, come: theirs.filter { !base.contains($0) },
      in: path)
  }

  /// The commits that brought lines into a file, followed back through it, and those that took others away; those that
  /// only set a release's version when nothing else did.
  func causes(
    ofGone gone: [String], come: [String], in path: TreePath
  ) throws(GitError) -> [Cause] {
    var commits: Set<String> = []
    var causes: [Cause] = []
    func add(_ found: [Cause]) {
      causes += found.filter { commits.insert($0.commit).inserted }
    }
    let now = range.isReversed ? range.base : range.target
    let content = try range.content(at: path, in: now.commit)
    for line in range.isReversed ? [] : Self.places(of: come, in: content).prefix(Self.limit) {
      add(try range.causes(ofLine: line, at: path))
    }
    for line in (range.isReversed ? gone + come : gone).prefix(Self.limit) {
      add(try range.causes(at: path) { $0.count(ofLine: line) })
    }
    let order = range.commits.commits
    return UpstreamRange.telling(
      causes.sorted { left, right in
        (order.firstIndex { $0.hex == left.commit } ?? 0)
          < (order.firstIndex { $0.hex == right.commit } ?? 0)
      })
  }

  /// The numbers, from 1, of the lines of a file that are among some lines.
  private static func places(of wanted: [String], in content: PathContent) -> [Int] {
    let wanted = Set(wanted)
    return content.lines.enumerated().filter { wanted.contains($0.element) }
      .map { $0.offset + 1 }
  }

  /// The lines of a text that say something.
  private static func lines(_ side: [UInt8]?) -> [String] {
    (side ?? []).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.contains { !$0.isWhitespace } }
  }
}
