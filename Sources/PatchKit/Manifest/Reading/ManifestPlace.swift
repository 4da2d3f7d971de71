import Editing
package import Findings

/// A place in a manifest.
///
/// Every value has one and few are ever shown, so that line, column and excerpt are worked out when they are asked for.
package struct ManifestPlace: Sendable {
  private let source: ManifestSource
  /// In bytes; `nil` for the file as a whole.
  private let offset: Int?
  private var isSecret = false

  /// Makes the place that stands for a file as a whole.
  package init(file: String) {
    self.init(ManifestSource(file: file, text: SourceText(""), borrowed: nil))
  }

  /// Makes a place of its offset; one behind the end stands for the end.
  init(_ source: ManifestSource, offset: Int? = nil) {
    self.source = source
    self.offset = offset.map { max(0, min($0, source.text.bytes.count)) }
  }

  /// The manifest's path, with the patch set's folder: `patches/network/patch.yaml`.
  package var file: String { source.file }

  /// The line, from 1; `nil` for the file as a whole.
  package var line: Int? { offset.map { source.text.lineIndex(at: $0) + 1 } }

  /// The column, from 1, in Unicode scalars.
  package var column: Int? { offset.map { source.text.position(at: $0).column } }

  /// The line's text, without spaces around it; short, and without control characters.
  package var excerpt: String? {
    isSecret
      ? nil : offset.flatMap { Excerpt.text(of: source, line: source.text.lineIndex(at: $0)) }
  }

  /// The place of something that must not be shown.
  var withoutExcerpt: ManifestPlace {
    var place = self
    place.isSecret = true
    return place
  }

  /// The place as findings have it.
  package var place: Place {
    Place(.patchSet, file, line: line, column: column, excerpt: excerpt)
  }
}

extension ManifestPlace: Hashable {
  /// Whether two places are the same one of the same file.
  package static func == (left: ManifestPlace, right: ManifestPlace) -> Bool {
    left.file == right.file && left.offset == right.offset
  }

  /// Hashes file and offset.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(offset)
  }
}
