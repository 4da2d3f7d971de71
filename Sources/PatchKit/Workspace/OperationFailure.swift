package import Editing
package import Findings
package import GitKit

/// Why an operation could not do its work at a release. The engine adds the place in the manifest.
package struct OperationFailure: Error, Sendable {
  /// The finding's code.
  package let code: FindingCode
  /// One sentence.
  package let headline: String
  /// The upstream file concerned, if there is one.
  package let file: TreePath?
  /// Places in that file, in bytes from its start.
  package let offsets: [Int]
  /// The file's text as it was when the offsets were taken.
  package let text: SourceText?
  /// The evidence, a line each.
  package let evidence: [String]
  /// What to do, a sentence each.
  package let advice: [String]
  /// Whether it is only that there is no place to work on, which a manifest may allow with `expect: any`.
  let isAbsence: Bool

  /// Makes a failure.
  package init(
    _ code: FindingCode, _ headline: String, file: TreePath? = nil, offsets: [Int] = [],
    text: SourceText? = nil, evidence: [String] = [], advice: [String] = [],
    isAbsence: Bool = false
  ) {
    self.code = code
    self.headline = headline
    self.file = file
    self.offsets = offsets
    self.text = text
    self.evidence = evidence
    self.advice = advice
    self.isAbsence = isAbsence
  }

  /// Makes a failure of an obstacle that an editor met in a file.
  package init(_ error: EditingError, file: TreePath, text: SourceText) {
    let code: FindingCode
    var advice: [String] = []
    switch error.kind {
    case .malformed, .tooLarge: code = .fileNotReadable
    case .notFound, .ambiguous:
      code = .wrongNumberOfPlaces
      advice = ["point the operation at the place that upstream has now, or retire it"]
    case .unsupported: code = .formNotEditable
    }
    self.init(
      code, "\(error.message), in \(file)", file: file, offsets: error.offset.map { [$0] } ?? [],
      text: text, advice: advice, isAbsence: error.kind == .notFound)
  }
}
