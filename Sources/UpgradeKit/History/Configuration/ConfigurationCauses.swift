import Editing
import Findings
import GitKit
import PatchKit

/// Says what is behind changes of effective files: upstream's commits, patches, or variables.
///
/// It belongs to one thread, like the history.
final class ConfigurationCauses {
  /// What is behind a change.
  struct Found: Hashable {
    /// Upstream's commits, the newest first.
    var causes: [Cause] = []
    /// The patches that have a share in it.
    var patches: [String] = []
    /// The variables whose values are others.
    var variables: [String] = []
    /// Whether it stands in people's own files.
    var isLocal = false
  }

  /// So many variables say something.
  private static let limit = 5

  private let range: UpstreamRange
  private let merge: MergeCauses
  /// What is generated before and after, where it can be.
  private let generations: [Generation]
  private let directory: TreeFolder
  private var known: [[String]: [Cause]] = [:]

  init(_ range: UpstreamRange, _ generations: [Generation], in directory: TreeFolder) {
    (self.range, self.generations, self.directory) = (range, generations, directory)
    merge = MergeCauses(range)
  }

  /// What is behind a place where a file differs.
  func found(_ hunk: EffectiveChange.Hunk, of change: EffectiveChange) throws(GitError) -> Found {
    let (gone, come) = (change.old[hunk.old], change.new[hunk.new])
    var found = try self.found(
      gone.flatMap(\.sources), come.flatMap(\.sources))
    if found == Found() {
      let written = Set(gone.flatMap(\.variables) + come.flatMap(\.variables))
      found = try variables(of: change, among: written)
    }
    if found == Found() { found.causes = try renderer }
    return found
  }

  /// What is behind a file that is new, gone or elsewhere: what happened to the command that makes it.
  func found(ofPlace change: EffectiveChange) throws(GitError) -> Found {
    try found(
      [change.before?.script].compactMap(\.self), [change.after?.script].compactMap(\.self))
  }

  /// What is behind a template that can be rendered on one side only: another `tpl`, else what happened to the line.
  func found(ofFailures change: EffectiveChange) throws(GitError) -> Found {
    let causes = try renderer
    guard causes.isEmpty else { return Found(causes: causes) }
    func sources(_ file: EffectiveFile?) -> [EffectivePiece.Source] {
      (file?.failures ?? []).map { failure in
        let offset = failure.error.offset ?? 0
        return EffectivePiece.Source(entry: failure.entry, range: offset..<offset)
      }
    }
    let found = try self.found(sources(change.before), sources(change.after))
    return found == Found() ? try variables(of: change, among: []) : found
  }

  // MARK: Lines

  private func found(
    _ gone: [EffectivePiece.Source], _ come: [EffectivePiece.Source]
  ) throws(GitError) -> Found {
    let (old, new) = (Self.lines(of: gone), Self.lines(of: come))
    var found = Found()
    var causes: Set<Cause> = []
    for path in Set(old.keys).union(new.keys).sorted() {
      let (before, after) = (old[path] ?? [], new[path] ?? [])
      let (gone, come) = (
        before.filter { !after.contains($0) }, after.filter { !before.contains($0) }
      )
      guard !gone.isEmpty || !come.isEmpty else { continue }
      let upstream = path.below(directory)
      let commits = try self.causes(ofGone: gone, come: come, in: upstream)
      causes.formUnion(commits)
      guard path != upstream else { continue }
      let patches = self.patches(of: upstream)
      if commits.isEmpty, patches.isEmpty { found.isLocal = true }
      if commits.isEmpty { found.patches += patches }
    }
    found.causes = range.inOrder(Array(causes))
    found.patches = Set(found.patches).sorted()
    return found
  }

  private func causes(
    ofGone gone: [String], come: [String], in path: TreePath
  ) throws(GitError) -> [Cause] {
    let key = [path.text] + gone + ["\n"] + come
    if let causes = known[key] { return causes }
    let causes = try merge.causes(ofGone: gone, come: come, in: path)
    known[key] = causes
    return causes
  }

  /// The patches that change a file.
  private func patches(of path: TreePath) -> [String] {
    let ids = generations.flatMap(\.patches).filter { outcome in
      outcome.operations.contains { result in
        result.outcome.effects.contains { $0.file == path }
      }
    }.map(\.patch.id)
    return Set(ids).sorted()
  }

  /// The lines of the sources, without blanks around them, by file; from the deployment's folder where it is one of its.
  private static func lines(of sources: [EffectivePiece.Source]) -> [TreePath: [String]] {
    var texts: [ImageContents.Origin: SourceText] = [:]
    var seen: [TreePath: Set<Int>] = [:]
    var lines: [TreePath: [String]] = [:]
    for source in sources {
      let origin = source.entry.origin
      let text = texts[origin] ?? SourceText(source.entry.file.content)
      texts[origin] = text
      let last = max(source.range.lowerBound, source.range.upperBound - 1)
      guard last < text.bytes.count else { continue }
      for number in text.lineNumber(at: source.range.lowerBound)...text.lineNumber(at: last)
      where seen[origin.path, default: []].insert(number).inserted {
        let line = text.line(number - 1)
        if line.contains(where: { !$0.isWhitespace }) {
          lines[origin.path, default: []].append(String(line))
        }
      }
    }
    return lines
  }

  // MARK: Variables

  /// The variables that the file's templates read and that have other values, with the commits behind that.
  private func variables(
    of change: EffectiveChange, among written: Set<String>
  ) throws(GitError) -> Found {
    guard let before = change.before, let after = change.after else { return Found() }
    let names = Set(before.environment.keys).union(after.environment.keys).filter { name in
      before.environment[name]?.bytes != after.environment[name]?.bytes
    }
    let read = Self.reads(of: before).union(Self.reads(of: after))
    var relevant = names.intersection(read)
    if !relevant.isDisjoint(with: written) { relevant.formIntersection(written) }
    var found = Found(variables: Array(relevant.sorted().prefix(Self.limit)))
    var causes: Set<Cause> = []
    for name in found.variables {
      let scripts = [before.script, after.script].map { script in
        script.map { (path: $0.entry.origin.path, lines: Self.lines(naming: name, in: $0)) }
      }
      for (path, gone, come) in Self.differences(scripts[0], scripts[1]) {
        causes.formUnion(
          try self.causes(ofGone: gone, come: come, in: path.below(directory)))
      }
    }
    found.causes = range.inOrder(Array(causes))
    return found
  }

  private static func reads(of file: EffectiveFile) -> Set<String> {
    var seen: Set<ImageContents.Origin> = []
    var names: Set<String> = []
    for entry in file.pieces.compactMap(\.source?.entry)
    where seen.insert(entry.origin).inserted {
      // What can't be read has no piece in a file.
      guard let template = try? GoTemplate(SourceText(entry.file.content)) else { continue }
      names.formUnion(template.environmentReads.map(\.name))
    }
    return names
  }

  private static func lines(
    naming name: String, in script: EffectivePiece.Source
  ) -> [String] {
    String(decoding: script.entry.file.content, as: UTF8.self).split(separator: "\n")
      .filter { $0.contains(name) }.map(String.init)
  }

  /// The lines that differ between two files: both in the new one where it took the old one's place.
  private static func differences(
    _ old: (path: TreePath, lines: [String])?, _ new: (path: TreePath, lines: [String])?
  ) -> [(path: TreePath, gone: [String], come: [String])] {
    let gone = (old?.lines ?? []).filter { new?.lines.contains($0) != true }
    let come = (new?.lines ?? []).filter { old?.lines.contains($0) != true }
    guard let old, let new, old.path != new.path else {
      return [(old ?? new)?.path].compactMap(\.self).map { ($0, gone, come) }
    }
    return [(old.path, gone, []), (new.path, [], come)]
  }

  /// The commits that brought another version of `tpl`.
  private var renderer: [Cause] {
    get throws(GitError) {
      guard let path = TreePath.optional("base/Dockerfile") else { return [] }
      return try range.causes(at: path) { content in
        guard case .file(_, let file) = content else { return [String]() }
        return String(decoding: file.content, as: UTF8.self).split(separator: "\n")
          .filter { $0.contains("jitsi/tpl") || $0.contains("TPL_VERSION=") }.map(String.init)
      }
    }
  }
}
