import GitKit

/// A decoded, checked value.
indirect enum ManifestValue: Sendable {
  case text(String)
  case boolean(Bool)
  case integer(Int)
  case path(TreePath)
  case patchFile(PatchFile)
  case patchFolder(PatchFolder)
  case glob(Glob)
  case pattern(Pattern)
  case mode(FileMode)
  case expectation(Expectation)
  case operation(StatedOperation)
  case guarantee(StatedGuarantee)
  case condition(StatedCondition)
  case list([ManifestValue])
  case map([ManifestEntry<ManifestValue>])
  case object(ManifestValues)
}

/// A value by a name that the manifest's author chose.
package struct ManifestEntry<Value: Sendable>: Sendable {
  /// The name.
  package let name: String
  /// The value.
  package let value: Value
  /// Where the name stands.
  package let place: ManifestPlace
}
