package import Findings

extension PatchOutcome {
  /// Looks whether everything that the patch guarantees, with the variant in use, is true of a result.
  package func checkGuarantees(on subject: GuaranteeSubject) -> [GuaranteeResult] {
    (patch.guarantees + (variant?.guarantees ?? [])).map { stated in
      GuaranteeResult(stated: stated, patch: patch.id, check: stated.guarantee.check(subject))
    }
  }
}

extension GuaranteeResult {
  /// The finding that the guarantee is not held; `nil` when it is.
  package func finding(release: ReleaseName) -> Finding? {
    guard !check.isHeld else { return nil }
    return Finding(
      .guaranteeNotHeld,
      "patch `\(patch)` went through, but it is not so that \(stated.guarantee.statement)",
      places: [stated.place.place], evidence: check.violations.map(\.text) + check.unknown,
      advice: [
        "see what \(release) does with it; then mend the patch's operations, or the guarantee if it asks too much"
      ])
  }
}
