import Findings
import GitKit
import Secrets

/// What is told of the merge of one file.
struct MergeFindings {
  private let merged: MergedFile
  private let releases: Comparison.ReleaseNames
  private let mask: SecretMask
  private let ours: Lines

  /// The most lines of a side that are shown.
  private static let limit = 6

  init(
    _ merged: MergedFile, _ sides: DeploymentMerge.Sides?, _ releases: Comparison.ReleaseNames
  ) {
    self.merged = merged
    self.releases = releases
    mask = SecretMask(
      path: merged.path.text, content: sides?.ours?.content,
      known: [sides?.base?.content, sides?.theirs?.content].compactMap(\.self))
    ours = Lines(sides?.ours?.content ?? [])
  }

  /// A conflict with its three sides.
  func finding(of conflict: MergeConflict) -> Finding {
    let line = line(of: conflict)
    let path = merged.movedFrom ?? merged.path
    let isWholeFile = conflict.lines == nil
    if isWholeFile, conflict.kind == .bothAdded, merged.movedFrom == nil {
      return Finding(
        .foreignFileInTheWay,
        "\(path) is to be written, but a file that was not generated is there",
        places: [Place(.deployment, path.text)],
        advice: [WholeFileDecision(merged, conflict).advice(release: releases.tag)])
    }
    var evidence: [String] = []
    if !isWholeFile { evidence += sides(of: conflict) }
    if merged.movedFrom != nil { evidence.append("upstream moved it to \(merged.path)") }
    return Finding(
      .editConflict, "\(subject(of: conflict)) \(conflict.kind.phrase)",
      places: [
        Place(
          .deployment, path.text, line: line.map { $0 + 1 }, excerpt: line.map(excerpt(ofLine:)))
      ], evidence: evidence,
      advice: [
        isWholeFile
          ? WholeFileDecision(merged, conflict).advice(release: releases.tag) : Self.markingAdvice
      ])
  }

  /// What a conflict is about, as the beginning of a sentence.
  func subject(of conflict: MergeConflict) -> String {
    let path = merged.movedFrom ?? merged.path
    if let node = conflict.node { return "`\(node)` in \(path)" }
    return conflict.lines == nil ? path.text : "a place in \(path)"
  }

  /// What should be known.
  var notes: [Finding] {
    merged.notes.map(finding(of:))
  }

  /// That files were deleted by hand which are generated now as they were before.
  ///
  /// - Parameter release: the release that they can be made anew for.
  static func deleted(_ paths: [TreePath], release: String) -> [Finding] {
    guard let first = paths.first else { return [] }
    return [
      Finding(
        .deletedByHand,
        paths.count == 1
          ? "\(first) was deleted by hand and stays so"
          : "\(paths.count) files were deleted by hand and stay so",
        places: paths.map { Place(.deployment, $0.text) }, advice: [restoring(release)])
    ]
  }

  private static func restoring(_ release: String) -> String {
    "if that was not meant: restore it from the deployment's history, or copy it from one made anew, `confomeet-upgrade \(release) --deployment new --lock new.yaml`"
  }

  private func finding(of note: MergeNote) -> Finding {
    let place = Place(.deployment, merged.path.text)
    let subject = note.node.map { "`\($0)` in \(merged.path)" } ?? merged.path.text
    switch note.kind {
    case .deletedByHand:
      return deleted(subject, evidence: [releases.change])
    case .defaultChanged:
      return Finding(
        .ownDefault, "\(subject) keeps the deployment's value; upstream changed its default",
        places: [place], evidence: [])
    case .mergedByLines:
      return Finding(.mergedByLines, "\(merged.path) was merged line by line", places: [place])
    }
  }

  private func deleted(_ subject: String, evidence: [String]) -> Finding {
    Finding(
      .deletedByHand, "\(subject) was deleted by hand and stays so",
      places: [Place(.deployment, merged.path.text)], evidence: evidence,
      advice: [Self.restoring(releases.tag)])
  }

  private static let markingAdvice =
    "have it marked with `--mark-conflicts`, edit the file, then `confomeet-upgrade upgrade --continue`"

  /// The line of the deployment's file, from 0, at which a conflict begins: the nearest place that has its text.
  private func line(of conflict: MergeConflict) -> Int? {
    guard let start = conflict.lines?.lowerBound, let text = conflict.ours.map(asItWas),
      !text.isEmpty
    else { return nil }
    let wanted = Lines(Array(text.utf8))
    let places = (0..<max(0, ours.count - wanted.count + 1)).filter { line in
      ours[line..<line + wanted.count].elementsEqual(wanted[0..<wanted.count])
    }
    return places.min { abs($0 - start) < abs($1 - start) }
  }

  /// A text with the pins that the merge has moved to the new release as they were.
  private func asItWas(_ text: String) -> String {
    String(
      decoding: ReleasePins.moving(Array(text.utf8), from: releases.new, to: releases.old),
      as: UTF8.self)
  }

  private func excerpt(ofLine line: Int) -> String {
    Self.shown(mask.masked(piece: String(decoding: ours[line..<line + 1], as: UTF8.self)))
  }

  /// The three sides; of many lines only those that a side changed.
  private func sides(of conflict: MergeConflict) -> [String] {
    let base = Self.lines(conflict.base.map(asItWas))
    let ours = Self.lines(conflict.ours.map(asItWas).map(mask.masked(piece:)))
    let theirs = Self.lines(conflict.theirs)
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

  private static func lines(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: \.isNewline).map { shown(String($0)) }
      .filter { !$0.isEmpty }
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

extension MergeConflict.Kind {
  /// What happened when it was the patch set that changed, as the end of a sentence.
  var phraseForPatchSet: String {
    switch self {
    case .bothChanged: "was changed by hand, and is generated in another way now"
    case .bothAdded: "was added by hand, and is generated in another way now"
    case .removedByTheirs: "was changed by hand, and is no longer generated"
    case .modeChanged: phrase
    }
  }

  /// What happened, as the end of a sentence.
  var phrase: String {
    switch self {
    case .bothChanged: "was changed by hand, and upstream changed it too"
    case .bothAdded: "was added by hand, and upstream added it too, in another way"
    case .removedByTheirs: "was changed by hand, and upstream removed it"
    case .modeChanged: "was made another kind of file"
    }
  }
}
