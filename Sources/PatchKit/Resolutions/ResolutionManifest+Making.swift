import Editing
import Findings
import GitKit

extension ResolutionManifest {
  /// Makes a resolution of what its file says, and refuses what does not go together.
  init(
    _ kind: Placed<ConflictKind>, _ file: TreePath, _ node: String?, _ line: Placed<String>?,
    _ between: Between, _ sides: Placed<Sides>, _ word: Placed<Word>, _ text: Placed<String>?,
    _ because: String?
  ) throws(Refusal) {
    let scope: ConflictScope =
      if let line { .lines(after: line.value) } else if let node { .node(node) } else { .file }
    if let line, node != nil {
      throw Refusal("a resolution is of a `node` or of lines, not of both", at: line.place)
    }
    if kind.value == .modeChanged, scope != .file {
      throw Refusal("`mode-changed` is of a whole file", at: kind.place)
    }
    try Self.check(sides, of: kind.value)
    self.file = file
    self.between = between
    conflict = Conflict(
      MergeSubject(file: file.text), scope, kind.value, base: sides.base?.value,
      ours: sides.ours?.value, theirs: sides.theirs?.value)
    outcome = try Self.outcome(
      word, text, isRemoval: kind.value == .removedByTheirs && scope == .file)
    reason = because.flatMap { reason in
      reason.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } ? nil : reason
    }
  }

  /// Refuses sides that a conflict of a kind cannot have.
  private static func check(
    _ sides: Placed<Sides>, of kind: ConflictKind
  ) throws(Refusal) {
    let base = (Sides.baseKey.name, sides.base)
    let ours = (Sides.oursKey.name, sides.ours)
    let theirs = (Sides.theirsKey.name, sides.theirs)
    let needed: [(name: String, id: Placed<ObjectID>?)]
    var excluded: (name: String, id: Placed<ObjectID>?)?
    switch kind {
    case .bothAdded: (needed, excluded) = ([ours, theirs], base)
    case .removedByTheirs: (needed, excluded) = ([base, ours], theirs)
    // In lines ours may be nothing.
    case .bothChanged: needed = [base, theirs]
    case .modeChanged: needed = [base, ours, theirs]
    }
    for side in needed where side.id == nil {
      throw Refusal(
        "the sides of `\(kind.rawValue)` must have the key `\(side.name)`", at: sides.place)
    }
    if let excluded, let place = excluded.id?.place {
      throw Refusal(
        "the sides of `\(kind.rawValue)` must not have the key `\(excluded.name)`", at: place)
    }
  }

  /// What was decided.
  private static func outcome(
    _ word: Placed<Word>, _ text: Placed<String>?, isRemoval: Bool
  ) throws(Refusal) -> Resolution.Outcome {
    switch (word.value, isRemoval) {
    case (.ours, true), (.theirs, true):
      throw Refusal(
        "of a file that upstream removed the outcome is `keep`, `remove` or `text`",
        at: word.place)
    case (.keep, false), (.remove, false):
      throw Refusal(
        "`keep` and `remove` are for a whole file that upstream removed", at: word.place)
    default: break
    }
    if let text, word.value != .text {
      throw Refusal("the key `text` is for the outcome `text`", at: text.place)
    }
    switch word.value {
    case .ours, .keep: return .ours
    case .theirs, .remove: return .theirs
    case .text:
      guard let text else {
        throw Refusal("with the outcome `text` there must be the key `text`", at: word.place)
      }
      try checkMarkers(text)
      return .text(text.value)
    }
  }

  /// A text with the markers of a conflict settles nothing.
  private static func checkMarkers(_ text: Placed<String>) throws(Refusal) {
    for line in text.value.utf8.split(separator: 0x0A) {
      guard let first = line.first, "<>|".utf8.contains(first) else { continue }
      let run = line.prefix { $0 == first }
      let next = line.dropFirst(run.count).first ?? 0x20
      guard run.count >= 7, next == 0x20 || next == 0x0D else { continue }
      throw Refusal(
        "the text of a resolution has conflict markers", .resolutionHasMarkers, at: text.place,
        evidence: ["a line begins with `\(String(Substring(run.prefix(7))))`"],
        advice: ["write the text as it is to stand in the file"])
    }
  }
}
