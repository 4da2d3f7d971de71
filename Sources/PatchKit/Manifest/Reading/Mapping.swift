import Editing

/// A mapping with given keys, and what is made of their values.
package struct Mapping<Value: Sendable>: Sendable {
  /// What the mapping is, for people: `the patch set`.
  let name: String
  /// What it is for: a sentence or two.
  let summary: String
  /// Its keys, in the order of the reference.
  package let keys: [KeyDescription]
  /// Makes the value of a mapping that was opened; `nil`, and at least one finding, when anything in it is wrong.
  let make: @Sendable (OpenMapping, inout ManifestReader) -> Value?

  /// Makes a mapping of its keys, and of what takes their values in the same order, as a memberwise initialiser does.
  package init<each Part: Sendable>(
    _ name: String, summary: String, _ keys: repeat Key<each Part>,
    make: @escaping @Sendable (repeat each Part) throws(Refusal) -> Value
  ) {
    var descriptions: [KeyDescription] = []
    for key in repeat each keys { descriptions.append(key.description) }
    (self.name, self.summary, self.keys) = (name, summary, descriptions)
    let keys = (repeat each keys)
    self.make = { mapping, reader in
      let parts = (repeat (each keys).read(mapping[(each keys).name], &reader))
      guard reader.findings.count == mapping.findingsBefore else { return nil }
      do throws(Refusal) {
        return try make(repeat try found(each parts))
      } catch {
        reader.report(error, at: mapping.place, mapping.owner)
        return nil
      }
    }
  }
}

/// A part that was read: one that was not has its finding.
private func found<Part>(_ part: Part?) throws(Refusal) -> Part {
  guard let part else { throw Refusal.reported }
  return part
}

/// A mapping of a manifest whose keys are known to be the right ones.
struct OpenMapping {
  let pairs: [YAMLPair]
  /// What it is, for headlines.
  let owner: String
  /// Where it begins for people.
  let place: ManifestPlace
  let findingsBefore: Int

  subscript(name: String) -> YAMLNode? { pairs.first { $0.key.string == name }?.value }
}
