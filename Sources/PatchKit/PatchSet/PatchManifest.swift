/// The keys of `patch.yaml`.
enum PatchManifest {
  static let fileName = "patch.yaml"
  /// The name of a patch's only variant, when the manifest doesn't name it.
  static let defaultVariant = "default"

  static let id = ManifestKey.identifier("id", "The patch's name: that of its folder.")
  static let title = ManifestKey.text("title", "What the patch does, in a few words.")
  static let reason = ManifestKey.multilineText(
    "reason", "Why the patch is there, and when it can go.")
  static let since = ManifestKey.release(
    "since", "The first release that the patch can be applied to; an older one is a conflict."
  ).optional
  static let assumes = ManifestKey.conditions(
    "assumes", .assumption,
    "What the operations rely on in upstream besides what they edit; in a patch with variants, for each of them."
  ).defaulting(to: [])
  static let operations = ManifestKey.operations(
    "The edits, in order; those of a patch with variants come before the variant's own."
  )
  .defaulting(to: [])
  static let variants = ManifestKey.oneOrMoreObjects(
    "variants", Variant.object,
    "What differs from one upstream layout to another. The first variant whose `when` holds is used; none is a conflict."
  ).defaulting(to: [])
  static let guarantees = ManifestKey.guarantees("What must be true of the result.")
    .defaulting(to: [])

  static let object = ManifestObject(
    "the patch", summary: "The manifest of a patch: `<id>/patch.yaml`.",
    fields: [
      id.field, title.field, reason.field, since.field, assumes.field, operations.field,
      variants.field, guarantees.field,
    ])

  enum Variant {
    static let name = ManifestKey.identifier("name", "The variant's name, as the lock has it.")
    static let when = ManifestKey.conditions(
      "when", .condition, "The variant is for upstreams of which all of this is true."
    ).defaulting(to: [])

    static let object = ManifestObject(
      "variants", summary: "The operations for one upstream layout.",
      fields: [
        name.field, when.field, assumes.field, operations.field, guarantees.field,
      ])
  }
}
