public import Reports

/// The forms that a matrix is written in.
public struct MatrixFormat: Sendable {
  private let write: @Sendable (PatchMatrix) -> String

  /// The form for a report's file; `nil` when a matrix has no such form.
  public init?(_ format: ReportFormat) {
    switch format {
    case .html: write = { HTMLMatrixRenderer().render($0) }
    case .json: write = { JSONText.encode(VersionedMatrix(matrix: $0)) }
    case .markdown: write = { MatrixMarkdownRenderer().render($0) }
    case .sarif: return nil
    case .text: write = { MatrixTextRenderer(terminal: .plain, isWhole: true).render($0) }
    }
  }

  /// The whole text, with a line feed at its end.
  public func render(_ matrix: PatchMatrix) -> String { write(matrix) }
}

/// A matrix with the version of its form beside its own keys.
private struct VersionedMatrix: Encodable {
  var matrix: PatchMatrix

  enum CodingKeys: String, CodingKey {
    case format
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(MatrixSchema.format, forKey: .format)
    try matrix.encode(to: encoder)
  }
}
