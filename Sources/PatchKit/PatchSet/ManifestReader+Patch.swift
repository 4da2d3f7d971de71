import Editing
import Findings
import GitKit

extension ManifestReader {
  /// Reads the manifest of a patch.
  ///
  /// - Parameters:
  ///   - folder: the name of the patch's folder.
  ///   - others: the names of all patches' folders.
  mutating func patch(folder: String, others: Set<String>) -> Patch? {
    guard findings.isEmpty, let root = root() else { return nil }
    let object = PatchManifest.object
    guard
      let values = self.object(
        root, fields: object.fields, owner: object.name, at: place(of: root))
    else { return nil }
    do {
      try checkID(values, folder: folder, others: others)
      return Patch(
        id: folder,
        title: try values[PatchManifest.title],
        reason: try values[PatchManifest.reason],
        since: try values[PatchManifest.since],
        variants: try variants(of: values),
        guarantees: try values[PatchManifest.guarantees],
        files: patchFiles,
        place: values.place)
    } catch {
      report(error)
      return nil
    }
  }

  private func checkID(
    _ values: ManifestValues, folder: String, others: Set<String>
  ) throws(ManifestError) {
    let id = try values[PatchManifest.id]
    guard id != folder else { return }
    let place = values.place(of: PatchManifest.id)
    if others.contains(id) {
      throw ManifestError([
        Finding(
          .duplicateID, "two patches have the id `\(id)`", places: [place.place],
          evidence: ["folders: \([id, folder].sorted().joined(separator: ", "))"],
          advice: ["an id is the name of the patch's folder: write `\(folder)`"])
      ])
    }
    throw ManifestError(
      invalid: "`id` must be the name of the patch's folder, `\(folder)`, and is `\(id)`",
      at: place)
  }

  /// The variants, each with what the patch has in common; of a patch without any, one of that alone.
  private mutating func variants(of values: ManifestValues) throws(ManifestError) -> [Variant] {
    guard values.has(PatchManifest.variants) else { return [try defaultVariant(of: values)] }
    let common = (
      assumptions: try values[PatchManifest.assumes],
      operations: try values[PatchManifest.operations]
    )
    var variants: [Variant] = []
    for item in try values[PatchManifest.variants] {
      let variant = try variant(item, common)
      if variants.contains(where: { $0.name == variant.name }) {
        report(
          .duplicateID, "two variants are named `\(variant.name)`",
          at: item.place(of: PatchManifest.Variant.name))
      }
      variants.append(variant)
    }
    return variants
  }

  private func variant(
    _ values: ManifestValues,
    _ common: (assumptions: [StatedCondition], operations: [StatedOperation])
  ) throws(ManifestError) -> Variant {
    Variant(
      name: try values[PatchManifest.Variant.name],
      when: try values[PatchManifest.Variant.when],
      assumptions: common.assumptions + (try values[PatchManifest.assumes]),
      operations: common.operations + (try values[PatchManifest.operations]),
      guarantees: try values[PatchManifest.guarantees],
      place: values.place)
  }

  private mutating func defaultVariant(
    of values: ManifestValues
  ) throws(ManifestError) -> Variant {
    let operations = try values[PatchManifest.operations]
    if operations.isEmpty, try values[PatchManifest.guarantees].isEmpty {
      report(
        .missingManifestKey, "the patch must have the key `operations`, `variants` or `guarantees`",
        at: values.place)
    }
    return Variant(
      name: PatchManifest.defaultVariant, when: [],
      assumptions: try values[PatchManifest.assumes], operations: operations, guarantees: [],
      place: values.place)
  }
}
