import Findings
import GitKit

/// `patch.yaml`.
struct PatchManifest: Sendable {
  static let fileName = "patch.yaml"

  let id: Placed<String>
  let title: String
  let reason: String
  let since: ReleaseName?
  let assumes: [StatedCondition]
  let operations: [StatedOperation]
  /// `nil` for a patch without any.
  let variants: [Placed<Variant>]?
  let guarantees: [StatedGuarantee]
  let environment: [NeededVariable]

  /// An item of `variants`.
  struct Variant: Sendable {
    let name: Placed<String>
    let when: [StatedCondition]
    let assumes: [StatedCondition]
    /// `nil` for a variant without any.
    let operations: [StatedOperation]?
    let guarantees: [StatedGuarantee]
    let environment: [NeededVariable]
  }

  static func mapping(_ vocabulary: Vocabulary) -> Mapping<Self> {
    let assumes = Key(
      "assumes", .list(vocabulary.assumption), default: [],
      "What the operations rely on in upstream besides what they edit; in a patch with variants, for each of them."
    )
    let operations = Key(
      "operations", optional: .list(vocabulary.operation),
      "The edits, in order; those of a patch with variants come before the variant's own.")
    let guarantees = Key(
      "guarantees", .list(vocabulary.guarantee), default: [], "What must be true of the result.")
    let environment = Key(
      "environment", .list(.object(NeededVariable.mapping)), default: [],
      "The variables that it needs in `.env`.")
    let variant = Mapping<Variant>(
      "variants", summary: "The operations for one upstream layout.",
      Key("name", .placed(.identifier), "The variant's name, as the lock has it."),
      Key(
        "when", .list(vocabulary.condition), default: [],
        "The variant is for upstreams of which all of this is true."),
      assumes, operations, guarantees, environment, make: Variant.init)
    return Mapping(
      "the patch", summary: "The manifest of a patch: `<id>/patch.yaml`.",
      Key("id", .placed(.identifier), "The patch's name: that of its folder."),
      Key("title", .text, "What the patch does, in a few words."),
      Key("reason", .multilineText, "Why the patch is there, and when it can go."),
      Key(
        "since", optional: .release,
        "The first release that the patch can be applied to; an older one is a conflict."),
      assumes, operations,
      Key(
        "variants", optional: .nonEmptyList(.placed(.object(variant))),
        "What differs from one upstream layout to another. The first variant whose `when` holds is used; none is a conflict."
      ),
      guarantees, environment, make: Self.init)
  }

  private init(
    id: Placed<String>, title: String, reason: String, since: ReleaseName?,
    assumes: [StatedCondition], operations: [StatedOperation]?, variants: [Placed<Variant>]?,
    guarantees: [StatedGuarantee], environment: [NeededVariable]
  ) throws(Refusal) {
    // An empty list is one that somebody is about to write.
    if variants == nil, operations == nil, guarantees.isEmpty {
      throw Refusal(
        "the patch must have the key `operations`, `variants` or `guarantees`",
        .missingManifestKey)
    }
    let problems = Self.twice(variants ?? []) + Self.twice(environment, variants ?? [])
    guard problems.isEmpty else { throw Refusal(problems) }
    (self.id, self.title, self.reason, self.since) = (id, title, reason, since)
    (self.assumes, self.operations) = (assumes, operations ?? [])
    (self.variants, self.guarantees, self.environment) = (variants, guarantees, environment)
  }

  /// Variants of one name.
  private static func twice(_ variants: [Placed<Variant>]) -> [Refusal.Problem] {
    var names: Set<String> = []
    return variants.map(\.name).filter { !names.insert($0.value).inserted }.map {
      Refusal.Problem("two variants are named `\($0.value)`", .duplicateID, at: $0.place)
    }
  }

  /// Variables that are declared more than once for the same variant.
  private static func twice(
    _ common: [NeededVariable], _ variants: [Placed<Variant>]
  ) -> [Refusal.Problem] {
    var places: Set<ManifestPlace> = []
    return ([[]] + variants.map(\.environment)).flatMap { own in
      var names: Set<String> = []
      return (common + own).filter { variable in
        !names.insert(variable.name).inserted && places.insert(variable.place).inserted
      }
    }.map {
      Refusal.Problem("variable `\($0.name)` is declared twice", .duplicateID, at: $0.place)
    }
  }
}

extension Patch {
  /// The name of a patch's only variant, when the manifest doesn't name it.
  private static let defaultVariant = "default"

  /// The patch of a manifest.
  init(_ manifest: Placed<PatchManifest>, files: FileTree) {
    id = manifest.id.value
    (title, reason, since) = (manifest.title, manifest.reason, manifest.since)
    (guarantees, environment) = (manifest.guarantees, manifest.environment)
    place = manifest.place
    self.files = files
    // Each variant has what the patch has in common; a patch without any has one of that alone.
    variants =
      manifest.variants.map { variants in
        variants.map { variant in
          Variant(
            name: variant.name.value, when: variant.when,
            assumptions: manifest.assumes + variant.assumes,
            operations: manifest.operations + (variant.operations ?? []),
            guarantees: variant.guarantees,
            environment: variant.environment, place: variant.place)
        }
      } ?? [
        Variant(
          name: Self.defaultVariant, when: [], assumptions: manifest.assumes,
          operations: manifest.operations, guarantees: [], environment: [],
          place: manifest.place)
      ]
  }
}
