/// The decoded, checked values of one mapping, each with its place.
package struct ManifestValues: Sendable {
  /// Where the mapping begins; for an operation or guarantee, where its name stands.
  package let place: ManifestPlace
  private let values: [String: Placed]

  struct Placed: Sendable {
    let value: ManifestValue
    let place: ManifestPlace
  }

  init(_ values: [String: Placed], at place: ManifestPlace) {
    self.values = values
    self.place = place
  }

  /// The value of a key; for a key that is not there its default, or `nil` when the key is optional.
  ///
  /// - Throws: ``ManifestError`` only when the key is not one of the definition's fields.
  package subscript<Value>(key: ManifestKey<Value>) -> Value {
    get throws(ManifestError) {
      if let value = key.read(values[key.field.name]?.value) { return value }
      throw ManifestError(
        invalid: "`\(key.field.name)` has no \(key.field.type.phrase)", at: place)
    }
  }

  /// Whether a key was written in the manifest.
  package func has<Value>(_ key: ManifestKey<Value>) -> Bool {
    values[key.field.name] != nil
  }

  /// Where a key's value stands; where the mapping stands when the key is not there.
  package func place<Value>(of key: ManifestKey<Value>) -> ManifestPlace {
    values[key.field.name]?.place ?? place
  }

  /// Where the value of a key that was written stands.
  func place(ofKey name: String) -> ManifestPlace? { values[name]?.place }
}
