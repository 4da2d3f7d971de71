import Editing
import Findings
import GitKit
import PatchKit
import Secrets

/// What is told of the conflicts of one file.
struct MergeFindings {
  private let merged: MergedFile
  private let releases: Comparison.ReleaseNames
  private let mask: SecretMask
  private let ours: Lines
  private let baseParts: FileParts
  private let ourParts: FileParts
  private let theirParts: FileParts

  /// The most lines of a side that are shown.
  private static let limit = 6

  init(_ merged: MergedFile, _ releases: Comparison.ReleaseNames) {
    self.merged = merged
    self.releases = releases
    mask = SecretMask(
      path: merged.path.text, content: merged.sides.ours?.content,
      known: [merged.sides.base, merged.sides.theirs].compactMap(\.?.content))
    ours = Lines(merged.sides.ours?.content ?? [])
    func parts(_ side: FileTree.File?) -> FileParts {
      FileParts(MergeMethod(merged.path), side?.content ?? [])
    }
    baseParts = parts(merged.sides.base)
    ourParts = parts(merged.sides.ours)
    theirParts = parts(merged.sides.theirs)
  }

  /// A conflict with its three sides.
  ///
  /// - Parameters:
  ///   - origin: where the new release's side comes from, as far as that was asked.
  ///   - mark: where the conflict is marked, when it is.
  func finding(
    of conflict: Conflict<[UInt8]>, origin: ConflictOrigin?, marked mark: MarkedPlan.Mark?
  ) -> Finding {
    let path = merged.movedFrom ?? merged.path
    let isUpstream = origin?.causes.isEmpty == false
    var finding = Finding(
      .editConflict,
      "\(subject(of: conflict)) \(isUpstream ? conflict.kind.phrase : conflict.kind.phraseForAny)",
      places: [place(of: conflict, mark)], causes: origin?.causes ?? [], conflict: conflict.id)
    if conflict.scope == .file, conflict.kind == .bothAdded, merged.movedFrom == nil {
      finding.code = .foreignFileInTheWay
      finding.headline = "\(path) is to be written, but a file that was not generated is there"
    } else {
      if conflict.scope != .file { finding.evidence += sides(of: conflict) }
      if let name = conflict.newName { finding.evidence.append("upstream renamed it to `\(name)`") }
      if let what = conflict.successor { finding.evidence.append("upstream: \(what)") }
      if merged.movedFrom != nil { finding.evidence.append("upstream moved it to \(merged.path)") }
    }
    if let newName = origin?.newName { finding.evidence.append(newName) }
    if let origin, !isUpstream {
      finding.evidence.append(
        origin.variants.isEmpty
          ? "not caused by upstream: the patch set changed"
          : "not caused by upstream; in another variant now: \(origin.variants.joined(separator: ", "))"
      )
    }
    finding.advice = [advice(on: conflict, mark)]
    return finding
  }

  private func place(of conflict: Conflict<[UInt8]>, _ mark: MarkedPlan.Mark?) -> Place {
    if case .line(let line) = mark {
      return Place(.deployment, merged.path.text, line: line + 1)
    }
    let line = line(of: conflict)
    return Place(
      .deployment, (merged.movedFrom ?? merged.path).text, line: line.map { $0 + 1 },
      excerpt: line.map(excerpt(ofLine:)))
  }

  private func advice(on conflict: Conflict<[UInt8]>, _ mark: MarkedPlan.Mark?) -> String {
    switch mark {
    case .line:
      "edit the file until no marker is left, then `confomeet-upgrade upgrade --continue`"
    case .undecided: WholeFileDecision(merged, conflict).adviceOnPending
    case nil:
      conflict.scope == .file
        ? WholeFileDecision(merged, conflict).advice(release: releases.tag) : Self.markingAdvice
    }
  }

  /// What a conflict is about, as the beginning of a sentence.
  private func subject(of conflict: Conflict<[UInt8]>) -> String {
    let path = merged.movedFrom ?? merged.path
    return switch conflict.scope {
    case .node(let node): "`\(node)` in \(path)"
    case .lines: "a place in \(path)"
    case .file: path.text
    }
  }

  private static let markingAdvice =
    "have it marked with `--mark-conflicts`, edit the file, then `confomeet-upgrade upgrade --continue`"

  /// The line of the deployment's file, from 0, at which a conflict begins: its node's own, or of lines the nearest that
  /// have the text; `nil` when the deployment has nothing there itself.
  private func line(of conflict: Conflict<[UInt8]>) -> Int? {
    guard let start = conflict.lines?.lowerBound, let text = conflict.ours, !text.isEmpty else {
      return nil
    }
    if let node = conflict.scope.node {
      guard case .found(let lines) = ourParts.lookup(node) else { return nil }
      return lines.lowerBound
    }
    let wanted = Lines(asItWas(text))
    let last = ours.count - wanted.count
    func isThere(_ line: Int) -> Bool {
      0 <= line && line <= last
        && ours[line..<line + wanted.count].elementsEqual(wanted[0..<wanted.count])
    }
    for distance in 0...max(start, last - start, 0) {
      if isThere(start - distance) { return start - distance }
      if isThere(start + distance) { return start + distance }
    }
    return nil
  }

  /// What a side has in the place of a conflict: its file's own lines, where the conflict has them as they would stand in
  /// the deployment's.
  private func own(
    _ side: [UInt8]?, of conflict: Conflict<[UInt8]>, by name: String?, in file: FileParts
  ) -> [UInt8]? {
    guard let side else { return nil }
    guard let node = name ?? conflict.scope.node, case .found(let lines) = file.lookup(node)
    else { return side == conflict.theirs ? side : asItWas(side) }
    return Array(file.string(of: lines).utf8)
  }

  /// A text with the pins that the merge has moved to the new release as they were.
  private func asItWas(_ text: [UInt8]) -> [UInt8] {
    guard ReleaseName(releases.old) != nil else { return text }
    return ReleasePins.moving(text, from: releases.new, to: releases.old)
  }

  private func excerpt(ofLine line: Int) -> String {
    Self.shown(mask.masked(piece: String(decoding: ours[line..<line + 1], as: UTF8.self)))
  }

  /// The three sides; of many lines only those that a side changed.
  private func sides(of conflict: Conflict<[UInt8]>) -> [String] {
    let base = Self.lines(
      own(conflict.base, of: conflict, by: conflict.baseNode, in: baseParts))
    let ours = Self.lines(
      own(conflict.ours, of: conflict, by: nil, in: ourParts).map {
        mask.masked(piece: $0)
      })
    let theirs = Self.lines(
      own(conflict.theirs, of: conflict, by: conflict.theirNode, in: theirParts))
    if max(base.count, ours.count, theirs.count) <= 2 {
      return side(releases.old, base) + side("deployment", ours) + side(releases.new, theirs)
    }
    return side("deployment", Self.changes(base, ours))
      + side(releases.new, Self.changes(base, theirs))
  }

  private func side(_ name: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return ["\(name): nothing"] }
    let shown = lines.prefix(Self.limit).map { line in
      line.contains("`") ? "\(name): \(line)" : "\(name): `\(line)`"
    }
    guard lines.count > Self.limit else { return shown }
    return shown + ["\(name): … \(lines.count - Self.limit) more lines"]
  }

  private static func lines(_ side: [UInt8]?) -> [String] {
    String(decoding: side ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { shown(String($0)) }.filter { !$0.isEmpty }
  }

  /// The lines that go, with a minus before them, and those that come, with a plus, in the order of the file.
  ///
  /// Compared by git's algorithm, whose time is bounded where little is the same: a person's file may have any number
  /// of lines.
  private static func changes(_ old: [String], _ new: [String]) -> [String] {
    func bytes(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [0x0A] } }
    let hunks: [TextDiff.Hunk]
    do throws(GitError) {
      hunks = try TextDiff.hunks(old: bytes(old), new: bytes(new))
    } catch {
      // Nothing is known to be the same, and that is what is shown.
      hunks = [TextDiff.Hunk(old: old.indices, new: new.indices)]
    }
    return hunks.flatMap { hunk in
      old[hunk.old].map { "- \($0)" } + new[hunk.new].map { "+ \($0)" }
    }
  }

  private static func shown(_ line: String) -> String {
    let line = line.drop(while: \.isWhitespace)
    let end = line.lastIndex { !$0.isWhitespace }
    return end.map { String(line[...$0]) } ?? ""
  }
}

extension ConflictKind {
  /// What happened, be it upstream or the patch set that changed, as the end of a sentence.
  var phraseForAny: String {
    switch self {
    case .bothChanged: "was changed by hand, and is generated in another way now"
    case .bothAdded: "was added by hand, and is generated in another way now"
    case .removedByTheirs: "was changed by hand, and is no longer generated"
    case .modeChanged: phrase
    }
  }

  /// What happened when upstream changed, as the end of a sentence.
  var phrase: String {
    switch self {
    case .bothChanged: "was changed by hand, and upstream changed it too"
    case .bothAdded: "was added by hand, and upstream added it too, in another way"
    case .removedByTheirs: "was changed by hand, and upstream removed it"
    case .modeChanged: "was made another kind of file"
    }
  }
}
