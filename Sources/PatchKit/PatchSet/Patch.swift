package import GitKit

/// One customisation: a reason, variants of operations, guarantees.
package struct Patch: Sendable {
  /// The name of its folder.
  package let id: String
  /// What it does, in a few words.
  package let title: String
  /// Why it is there, and when it can go.
  package let reason: String
  /// The first release that it can be applied to; `nil` for all.
  package let since: ReleaseName?
  /// The operations for each upstream layout; the first variant whose `when` holds is used. Never empty.
  package let variants: [Variant]
  /// What must be true of the result, with any variant.
  package let guarantees: [StatedGuarantee]
  /// The variables that it needs in `.env`, with any variant.
  package let environment: [NeededVariable]
  /// The files in its folder besides the manifest, by their paths in the folder.
  package let files: FileTree
  /// Where its manifest begins.
  package let place: ManifestPlace
}

/// The operations that suit one upstream layout.
package struct Variant: Sendable {
  /// The name: `default` when the patch has only one and doesn't name it.
  package let name: String
  /// When it is used: all of these hold.
  package let when: [StatedCondition]
  /// What it relies on in upstream.
  package let assumptions: [StatedCondition]
  /// The edits, in order.
  package let operations: [StatedOperation]
  /// What must be true of the result with this variant, besides the patch's guarantees.
  package let guarantees: [StatedGuarantee]
  /// The variables that it needs in `.env` with this variant, besides the patch's.
  package let environment: [NeededVariable]
  /// Where the manifest has it.
  package let place: ManifestPlace
}
