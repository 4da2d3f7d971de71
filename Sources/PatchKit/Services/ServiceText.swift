package import Editing
package import GitKit

/// A text of a compose file, with its variables and without.
package struct ServiceText: Sendable, Hashable {
  /// The text with its variables.
  package let written: String
  /// What it comes to with the deployment's `.env`; `nil` for a generated file, which has none.
  package let resolved: String?
  /// Where it stands.
  package let place: SourcePlace

  /// Makes a text.
  package init(_ written: String, resolved: String? = nil, at place: SourcePlace) {
    self.written = written
    self.resolved = resolved
    self.place = place
  }

  /// What it comes to in the deployment, or without any variable set.
  ///
  /// - Throws: ``EditingError`` for what Compose can't evaluate.
  package func value() throws(EditingError) -> String {
    if let resolved { return resolved }
    return try value([:])
  }

  /// What it comes to with other variables than those of `.env`.
  ///
  /// - Throws: ``EditingError`` for what Compose can't evaluate.
  package func value(_ variables: [String: String]) throws(EditingError) -> String {
    try Interpolation.evaluate(written, variables, limit: Interpolation.maximumBytes)
  }
}

/// A byte of a file that services are described in.
package struct SourcePlace: Sendable, Hashable {
  /// The file.
  package let path: TreePath
  /// The byte, from the start of the file.
  package let offset: Int

  /// Makes a place.
  package init(_ path: TreePath, _ offset: Int) {
    self.path = path
    self.offset = offset
  }
}
