import Editing
import GitKit

/// A file of `resolutions/`.
struct ResolutionManifest: Sendable {
  let file: TreePath
  let conflict: Conflict<ObjectID>
  let between: Between
  let outcome: Resolution.Outcome
  let reason: String?

  /// The releases of an upgrade.
  struct Between: Sendable {
    let from: ReleaseName
    let to: ReleaseName

    static let fromKey = Key("from", .release, "The release that the deployment was at.")
    static let toKey = Key("to", .release, "The release that it was brought to.")
    static let mapping = Mapping<Self>(
      "between", summary: "The releases of an upgrade.", fromKey, toKey, make: Self.init)
  }

  /// What the three sides have; `nil` for nothing.
  struct Sides: Sendable {
    let base: Placed<ObjectID>?
    let ours: Placed<ObjectID>?
    let theirs: Placed<ObjectID>?

    static let baseKey = Key(
      "base", optional: .placed(.objectID),
      "What was generated for the old release; absent for nothing.")
    static let oursKey = Key(
      "ours", optional: .placed(.objectID), "What stood in the deployment; absent for nothing.")
    static let theirsKey = Key(
      "theirs", optional: .placed(.objectID),
      "What was generated for the new release; absent for nothing.")
    static let mapping = Mapping<Self>(
      "sides", summary: "What the three sides have.", baseKey, oursKey, theirsKey,
      make: Self.init)
  }

  /// The words for what was decided.
  enum Word: String, CaseIterable {
    case ours
    case theirs
    case text
    case keep
    case remove
  }

  static let conflictKey: Key<Placed<ConflictKind>> = Key(
    "conflict", .placed(.choice()), "What the two sides did.")
  static let fileKey = Key("file", .path, "The generated file, without the deployment's folder.")
  static let nodeKey = Key(
    "node", optional: .text.nonEmpty,
    "The part of the file by its name, as a conflict has it. Without this key and `lines-after` the whole file is in question."
  )
  static let linesAfterKey = Key(
    "lines-after", optional: .placed(.text),
    "Lines are in question: what stands on the nearest line above them that is not empty. It tells two such conflicts apart."
  )
  static let betweenKey = Key(
    "between", .object(Between.mapping), "The upgrade in which the conflict arose.")
  static let sidesKey = Key(
    "sides", .placed(.object(Sides.mapping)),
    "Git's blob ids of what the three sides have there, with line feeds, and with the new release's name in place of the old one's. The resolution is used where all three are the same."
  )
  static let outcomeKey: Key<Placed<Word>> = Key(
    "outcome", .placed(.choice()),
    "What was decided: `ours` is what stands in the deployment, `theirs` is upstream's, `text` is the key of that name; of a whole file that upstream removed, `keep` or `remove`."
  )
  static let textKey = Key(
    "text", optional: .placed(.multilineText),
    "What comes in the place of the lines in question: whole lines, or nothing.")
  static let becauseKey = Key(
    "because", optional: .multilineText,
    "Why it was decided so, and when the resolution can go.")

  static let mapping = Mapping<Self>(
    "the resolution",
    summary: "How a conflict was settled: `resolutions/<name>.yaml`, as `resolve` writes it.",
    conflictKey, fileKey, nodeKey, linesAfterKey, betweenKey, sidesKey, outcomeKey, textKey,
    becauseKey, make: Self.init)

  /// All but the keys that hold texts of a deployment, or a person's own.
  static let borrowed: BorrowedText = {
    let names = (mapping.keys + Sides.mapping.keys).map(\.name)
    let texts = [textKey.name, linesAfterKey.name, becauseKey.name]
    return BorrowedText(
      ownKeys: Set(names).subtracting(texts), knownWords: Word.allCases.map(\.rawValue))
  }()
}
