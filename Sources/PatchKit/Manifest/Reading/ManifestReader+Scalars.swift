import Editing
import Findings
import GitKit

extension ManifestReader {
  /// Decodes a scalar.
  mutating func scalar(
    _ scalar: YAMLScalar, at node: YAMLNode, as type: ManifestType, label: String
  ) -> ManifestValue? {
    switch (type, scalar.kind) {
    case (.boolean, .boolean(let value)): return .boolean(value)
    case (.integer(let range), .integer(let value)):
      if let value, range.contains(value) { return .integer(value) }
    case (.expectation, .integer(let value)):
      if let value, Expectation.counts.contains(value) { return .expectation(.exactly(value)) }
    case (.expectation, .text):
      let words = [Expectation.atLeastOne, .any]
      if let word = words.first(where: { $0.manifestText == scalar.value }) {
        return .expectation(word)
      }
    case (_, .text) where type.isText:
      return text(scalar.value, at: node, as: type, label: label)
    default: return wrongType(node, type, label)
    }
    return invalid(scalar.value, at: node, type, label)
  }

  private mutating func text(
    _ value: String, at node: YAMLNode, as type: ManifestType, label: String
  ) -> ManifestValue? {
    switch type {
    case .text:
      guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
        report(.invalidManifestValue, "\(label) must be one line", at: place(of: node))
        return nil
      }
      return .text(value)
    case .multilineText: return .text(value)
    case .choice(let words):
      return words.contains(value) ? .text(value) : invalid(value, at: node, type, label, words)
    case .identifier where ManifestText.isIdentifier(value): return .text(value)
    case .url where ManifestText.isURL(value): return .text(value)
    case .release where ManifestText.isRelease(value): return .text(value)
    case .objectID where ManifestText.isObjectID(value): return .text(value)
    case .url:
      // The value is not shown: it may hold a password.
      report(
        .invalidManifestValue, "\(label) must be \(type.phrase)", at: place(of: node))
      return nil
    case .mode where value == "0644": return .mode(.regular)
    case .mode where value == "0755": return .mode(.executable)
    case .path: return path(value, at: node).map { .path($0) }
    case .patchFile: return path(value, at: node).flatMap { patchFile($0, at: node) }
    case .patchFolder: return path(value, at: node).flatMap { patchFolder($0, at: node) }
    case .glob:
      do { return .glob(try Glob(value)) } catch {
        report(.invalidManifestValue, error.description, at: place(of: node))
        return nil
      }
    case .pattern:
      do { return .pattern(try Pattern(value)) } catch {
        report(.invalidManifestValue, error.description, at: place(of: node))
        return nil
      }
    default: return invalid(value, at: node, type, label)
    }
  }

  private mutating func invalid(
    _ value: String, at node: YAMLNode, _ type: ManifestType, _ label: String,
    _ words: [String] = []
  ) -> ManifestValue? {
    let shown = value.unicodeScalars.count <= 80 ? ", and is `\(value)`" : ""
    report(
      .invalidManifestValue, "\(label) must be \(type.phrase)\(shown)", at: place(of: node),
      evidence: Suggestion.evidence(for: value, in: words))
    return nil
  }
}
