import Editing

extension ValueKind {
  /// The kind without values with which an operation fails even on a document that leaves no obstacle.
  func tried(
    _ key: String, _ attempt: @escaping @Sendable (Value) throws(EditingError) -> Void
  ) -> ValueKind {
    refined(written: written) { value throws(Refusal) in
      try Refusal.unless(key) { () throws(EditingError) in try attempt(value) }
      return value
    }
  }
}

extension Refusal {
  /// Tries what an operation is going to do on a document that leaves no obstacle, and refuses what fails even there.
  static func unless(
    _ key: String, at place: ManifestPlace? = nil, _ attempt: () throws(EditingError) -> Void
  ) throws(Refusal) {
    do throws(EditingError) {
      try attempt()
    } catch {
      throw Refusal("`\(key)`: \(error.message)", at: place)
    }
  }

  /// The one that is given of two values, of which there must be one.
  static func exactlyOne<Value>(
    _ first: Value?, _ second: Value?, _ names: String, of kind: String
  ) throws(Refusal) -> Value {
    switch (first, second) {
    case (let value?, nil), (nil, let value?): return value
    case (nil, nil), (.some, .some): throw Refusal("`\(kind)` takes either \(names)")
    }
  }
}
