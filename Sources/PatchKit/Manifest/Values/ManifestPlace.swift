public import ReportKit

/// A place in a manifest.
public struct ManifestPlace: Sendable, Hashable {
  /// The manifest's path, with the patch set's folder: `patches/network/patch.yaml`.
  public let file: String
  /// The line, from 1; `nil` for the file as a whole.
  public let line: Int?
  /// The column, from 1, in Unicode scalars.
  public let column: Int?
  /// The line's text, without spaces around it.
  public let excerpt: String?

  /// Makes a place.
  public init(file: String, line: Int? = nil, column: Int? = nil, excerpt: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
  }

  /// The place as findings have it.
  public var place: Place {
    Place(.patchSet, file, line: line, column: column, excerpt: excerpt)
  }
}
