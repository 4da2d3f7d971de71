import Editing

extension ManifestError {
  /// Tries what an operation is going to do on a document that leaves no obstacle.
  ///
  /// - Throws: ``ManifestError`` for the key, when even then it cannot be done.
  static func check(
    _ key: String, at place: ManifestPlace, _ attempt: () throws(EditingError) -> Void
  ) throws(ManifestError) {
    do throws(EditingError) {
      try attempt()
    } catch {
      throw ManifestError(invalid: "`\(key)`: \(error.message)", at: place)
    }
  }
}
