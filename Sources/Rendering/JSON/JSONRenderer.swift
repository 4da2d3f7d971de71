internal import FoundationEssentials
package import Reports

/// Shows a report to programs: JSON with sorted keys, described by ``ReportSchema``.
package struct JSONRenderer: Renderer {
  /// The version of the form. Keys may be added within one; it grows when one goes or changes its meaning.
  static let format = 1

  /// Makes a renderer.
  package init() {}

  /// The report as JSON.
  package func render(_ report: Report) -> String {
    JSONText.encode(Versioned(format: Self.format, content: report))
  }
}

/// A value with the version of its form beside its own keys.
struct Versioned<Content: Encodable>: Encodable {
  var format: Int
  var content: Content

  private enum CodingKeys: String, CodingKey {
    case format
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(format, forKey: .format)
    try content.encode(to: encoder)
  }
}

/// JSON as the tool writes it.
enum JSONText {
  /// The value with sorted keys, indented, with a line feed at the end.
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // The values that are written have only texts, whole numbers and lists of them; they always encode.
    guard let data = try? encoder.encode(value) else { return "" }
    return RunnerCommand.defused(json: String(decoding: data, as: UTF8.self)) + "\n"
  }
}

extension ReleaseListing {
  /// The listing for programs: JSON with sorted keys.
  package var json: String { JSONText.encode(self) }
}
