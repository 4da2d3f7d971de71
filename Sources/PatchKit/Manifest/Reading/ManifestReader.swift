import Editing
import Findings
import GitKit

/// Decodes one manifest strictly, and collects everything that is wrong with it.
struct ManifestReader {
  /// The manifest's path, with the patch set's folder.
  let file: String
  /// The manifest.
  let text: SourceText
  /// The files that the manifest may name.
  let patchFiles: FileTree
  let vocabulary: Vocabulary
  private(set) var findings: [Finding] = []

  init(file: String, text: SourceText, patchFiles: FileTree, vocabulary: Vocabulary) {
    self.file = file
    self.text = text
    self.patchFiles = patchFiles
    self.vocabulary = vocabulary
  }

  /// The manifest's root; `nil`, and a finding, when it is not readable.
  mutating func root() -> YAMLNode? {
    do {
      return try YAMLDocument(text).root
    } catch {
      let code: FindingCode =
        switch error.kind {
        case .tooLarge: .manifestTooLarge
        case .malformed, .notFound, .ambiguous, .unsupported: .unreadableManifest
        }
      report(code, error.message, at: error.offset.map { place(at: $0) } ?? filePlace)
      return nil
    }
  }

  /// Adds a finding.
  mutating func report(
    _ code: FindingCode, _ headline: String, at place: ManifestPlace, evidence: [String] = [],
    advice: [String] = []
  ) {
    findings.append(
      Finding(
        code, Excerpt.sentence(headline), places: [place.place],
        evidence: evidence.map(Excerpt.sentence), advice: advice.map(Excerpt.sentence)))
  }

  /// Adds the findings of an error.
  mutating func report(_ error: ManifestError) {
    findings += error.findings.map { finding in
      var finding = finding
      finding.headline = Excerpt.sentence(finding.headline)
      finding.evidence = finding.evidence.map(Excerpt.sentence)
      finding.advice = finding.advice.map(Excerpt.sentence)
      return finding
    }
  }

  /// The manifest as a whole.
  var filePlace: ManifestPlace { ManifestPlace(file: file) }

  /// The place of a node.
  func place(of node: YAMLNode) -> ManifestPlace { place(at: node.span.lowerBound) }

  /// The place of an offset.
  func place(at offset: Int) -> ManifestPlace {
    ManifestPlace(file: file, text: text, offset: offset)
  }
}
