package import Editing
package import Findings

/// A place in a manifest.
///
/// Every value has one and few are ever shown, so that line, column and excerpt are worked out when they are asked for.
package struct ManifestPlace: Sendable {
  /// The manifest's path, with the patch set's folder: `patches/network/patch.yaml`.
  package let file: String
  private let position: (text: SourceText, offset: Int)?

  /// Makes the place that stands for a file as a whole.
  package init(file: String) {
    self.file = file
    position = nil
  }

  /// Makes a place of its offset in bytes; one behind the end stands for the end.
  package init(file: String, text: SourceText, offset: Int) {
    self.file = file
    position = (text, max(0, min(offset, text.bytes.count)))
  }

  /// The line, from 1; `nil` for the file as a whole.
  package var line: Int? { position.map { $0.text.lineIndex(at: $0.offset) + 1 } }

  /// The column, from 1, in Unicode scalars.
  package var column: Int? { position.map { $0.text.position(at: $0.offset).column } }

  /// The line's text, without spaces around it; short, and without control characters.
  package var excerpt: String? {
    position.flatMap { Excerpt.text(of: $0.text, line: $0.text.lineIndex(at: $0.offset), in: file) }
  }

  /// The place as findings have it.
  package var place: Place {
    Place(.patchSet, file, line: line, column: column, excerpt: excerpt)
  }
}

extension ManifestPlace: Hashable {
  /// Whether two places are the same one of the same file.
  package static func == (left: ManifestPlace, right: ManifestPlace) -> Bool {
    left.file == right.file && left.position?.offset == right.position?.offset
  }

  /// Hashes file and offset.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(position?.offset)
  }
}
