import Editing

/// The keys of a resolution.
enum ResolutionManifest {
  static let conflict = ManifestKey.choice(
    "conflict", ConflictKind.allCases.map(\.rawValue), "What the two sides did.")
  static let file = ManifestKey.path(
    "file", "The generated file, without the deployment's folder.")
  static let node = ManifestKey.text(
    "node",
    "The part of the file by its name, as a conflict has it. Without this key and `lines-after` the whole file is in question."
  ).optional
  static let linesAfter = ManifestKey.text(
    "lines-after",
    "Lines are in question: what stands on the nearest line above them that is not empty. It tells two such conflicts apart."
  ).optional
  static let between = ManifestKey.object(
    "between", Between.object, "The upgrade in which the conflict arose.")
  static let sides = ManifestKey.object(
    "sides", Sides.object,
    "Git's blob ids of what the three sides have there, with line feeds, and with the new release's name in place of the old one's. The resolution is used where all three are the same."
  )
  static let outcome = ManifestKey.choice(
    "outcome", Outcome.allCases.map(\.rawValue),
    "What was decided: `ours` is what stands in the deployment, `theirs` is upstream's, `text` is the key of that name; of a whole file that upstream removed, `keep` or `remove`."
  )
  static let text = ManifestKey.multilineText(
    "text", "What comes in the place of the lines in question: whole lines, or nothing."
  ).optional
  static let because = ManifestKey.multilineText(
    "because", "Why it was decided so, and when the resolution can go."
  ).optional

  static let object = ManifestObject(
    "the resolution",
    summary: "How a conflict was settled: `resolutions/<name>.yaml`, as `resolve` writes it.",
    fields: [
      conflict.field, file.field, node.field, linesAfter.field, between.field, sides.field,
      outcome.field, text.field, because.field,
    ])

  enum Between {
    static let from = ManifestKey.release("from", "The release that the deployment was at.")
    static let to = ManifestKey.release("to", "The release that it was brought to.")

    static let object = ManifestObject(
      "between", summary: "The releases of an upgrade.", fields: [from.field, to.field])
  }

  enum Sides {
    static let base = ManifestKey.objectID(
      "base", "What was generated for the old release; absent for nothing."
    ).optional
    static let ours = ManifestKey.objectID(
      "ours", "What stood in the deployment; absent for nothing."
    ).optional
    static let theirs = ManifestKey.objectID(
      "theirs", "What was generated for the new release; absent for nothing."
    ).optional

    static let object = ManifestObject(
      "sides", summary: "What the three sides have.",
      fields: [base.field, ours.field, theirs.field])
  }

  /// The words for what was decided.
  enum Outcome: String, CaseIterable {
    case ours
    case theirs
    case text
    case keep
    case remove
  }
}
