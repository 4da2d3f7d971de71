import GitKit

/// The payload of each case, `nil` for the other cases.
extension ManifestValue {
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var path: TreePath? { if case .path(let value) = self { value } else { nil } }
  var patchFile: PatchFile? { if case .patchFile(let value) = self { value } else { nil } }
  var patchFolder: PatchFolder? { if case .patchFolder(let value) = self { value } else { nil } }
  var glob: Glob? { if case .glob(let value) = self { value } else { nil } }
  var pattern: Pattern? { if case .pattern(let value) = self { value } else { nil } }
  var mode: FileMode? { if case .mode(let value) = self { value } else { nil } }
  var expectation: Expectation? { if case .expectation(let value) = self { value } else { nil } }
  var operation: StatedOperation? { if case .operation(let value) = self { value } else { nil } }
  var guarantee: StatedGuarantee? { if case .guarantee(let value) = self { value } else { nil } }
  var condition: StatedCondition? { if case .condition(let value) = self { value } else { nil } }
  var list: [ManifestValue]? { if case .list(let value) = self { value } else { nil } }
  var map: [ManifestEntry<ManifestValue>]? { if case .map(let value) = self { value } else { nil } }
  var object: ManifestValues? { if case .object(let value) = self { value } else { nil } }
}
