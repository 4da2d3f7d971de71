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
  private let versions = Versions()

  /// The versions of the file that is asked about: conflicts come file by file.
  private final class Versions {
    private var path: TreePath?
    private var known: [ObjectID: FileParts] = [:]

    func parts(of id: ObjectID, _ content: [UInt8], at path: TreePath) -> FileParts {
      if path != self.path { (self.path, known) = (path, [:]) }
      let parts = known[id] ?? FileParts(MergeMethod(path), content)
      known[id] = parts
      return parts
    }
  }

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
    guard case .file(let id, let file) = content else { return nil }
    let parts = versions.parts(of: id, file.content, at: path)
    let found = names.lazy.compactMap { name -> Range<Int>? in
      guard case .found(let lines) = parts.lookup(name) else { return nil }
      return lines
    }
    guard let lines = found.first else { return nil }
    let joined = lines.map { parts.text.line($0).split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n")
    let bytes = Array(joined.utf8)
    return pins.filter { bytes.holds(Array($0.utf8)) }
      .reduce(joined) { $0.replacing($1, with: "@") }
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
    for line in range.isReversed ? [] : places(of: come, in: content, at: path).prefix(Self.limit) {
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
  private func places(of wanted: [String], in content: PathContent, at path: TreePath) -> [Int] {
    guard case .file(let id, let file) = content, file.mode.isFile else { return [] }
    let text = versions.parts(of: id, file.content, at: path).text
    return Set(wanted).flatMap { text.bytes.places(ofLine: Array($0.utf8)) }
      .map { text.lineNumber(at: $0.lowerBound) }.sorted()
  }

  /// The lines of a text that say something.
  private static func lines(_ side: [UInt8]?) -> [String] {
    (side ?? []).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.contains { !$0.isWhitespace } }
  }
}
