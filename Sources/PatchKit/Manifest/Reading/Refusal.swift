package import Findings

/// Why a value cannot be used. Reading adds the place, and what the value is.
package struct Refusal: Error {
  /// Something that is wrong with a value of the right form.
  package struct Problem: Sendable {
    let code: FindingCode
    /// A sentence, or the rest of one that begins with what the value is and `must`.
    let headline: String
    let isRule: Bool
    /// `nil` for where the value begins.
    let place: ManifestPlace?
    let evidence: [String]
    let advice: [String]

    /// Makes a problem.
    package init(
      _ headline: String, _ code: FindingCode = .invalidManifestValue,
      at place: ManifestPlace? = nil, evidence: [String] = [], advice: [String] = []
    ) {
      self.init(headline, code, isRule: false, at: place, evidence: evidence, advice: advice)
    }

    fileprivate init(
      _ headline: String, _ code: FindingCode, isRule: Bool, at place: ManifestPlace?,
      evidence: [String], advice: [String]
    ) {
      (self.code, self.headline, self.isRule, self.place) = (code, headline, isRule, place)
      (self.evidence, self.advice) = (evidence, advice)
    }
  }

  enum Reason {
    case type
    case form(words: [String], isShown: Bool)
    case problems([Problem])
  }

  let reason: Reason

  /// It is of another type: a list, or a number.
  static let type = Refusal(reason: .type)

  /// It has not the form of its kind.
  ///
  /// - Parameters:
  ///   - words: what may be meant instead.
  ///   - isShown: `false` when the value may hold a password.
  static func form(_ words: [String] = [], isShown: Bool = true) -> Refusal {
    Refusal(reason: .form(words: words, isShown: isShown))
  }

  /// It breaks a rule: `be one line`, behind what the value is and `must`.
  package static func must(
    _ rule: String, evidence: [String] = [], advice: [String] = []
  ) -> Refusal {
    Refusal([
      Problem(
        rule, .invalidManifestValue, isRule: true, at: nil, evidence: evidence, advice: advice)
    ])
  }

  /// What is wrong has a finding already.
  static let reported = Refusal(reason: .problems([]))

  private init(reason: Reason) {
    self.reason = reason
  }

  /// Makes a refusal of several problems.
  package init(_ problems: [Problem]) {
    reason = .problems(problems)
  }

  /// Makes a refusal of one problem.
  package init(
    _ headline: String, _ code: FindingCode = .invalidManifestValue, at place: ManifestPlace? = nil,
    evidence: [String] = [], advice: [String] = []
  ) {
    self.init([Problem(headline, code, at: place, evidence: evidence, advice: advice)])
  }
}
