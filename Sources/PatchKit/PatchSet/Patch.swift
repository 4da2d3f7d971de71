public import GitKit

/// One customisation: a reason, variants of operations, guarantees.
public struct Patch: Sendable {
  /// The name of its folder.
  public let id: String
  /// What it does, in a few words.
  public let title: String
  /// Why it is there, and when it can go.
  public let reason: String
  /// The first release that it can be applied to; `nil` for all.
  public let since: String?
  /// The operations for each upstream layout; the first variant whose `when` holds is used. Never empty.
  public let variants: [Variant]
  /// What must be true of the result, with any variant.
  public let guarantees: [StatedGuarantee]
  /// The files in its folder besides the manifest, by their paths in the folder.
  public let files: FileTree
  /// Where its manifest begins.
  public let place: ManifestPlace
}

/// The operations that suit one upstream layout.
public struct Variant: Sendable {
  /// The name: `default` when the patch has only one and doesn't name it.
  public let name: String
  /// When it is used: all of these hold.
  public let when: [StatedCondition]
  /// What it relies on in upstream.
  public let assumptions: [StatedCondition]
  /// The edits, in order.
  public let operations: [StatedOperation]
  /// What must be true of the result with this variant, besides the patch's guarantees.
  public let guarantees: [StatedGuarantee]
  /// Where the manifest has it.
  public let place: ManifestPlace
}
