/// Everything that the tool can find, with what it means: the source of `explain`, of the rules in SARIF and of the
/// page that lists them all.
public enum FindingCatalogue {
  /// All rules, by code.
  public static let rules: [FindingRule] =
    [
      manifests,
      resolutions,
      patches,
      deployment,
      merge,
      adoption,
      drift,
      environment,
      git,
      files,
      history,
      commits,
    ]
    .flatMap(\.self).sorted { $0.code < $1.code }

  /// The rule behind a code; `nil` when there is none.
  public static func rule(for code: FindingCode) -> FindingRule? {
    byCode[code]
  }

  /// The rule that a person asks for, by code or by name, in capitals or not; `nil` when there is none.
  public static func rule(named text: String) -> FindingRule? {
    let wanted = text.lowercased()
    return rules.first {
      $0.code.rawValue.lowercased() == wanted || $0.name.lowercased() == wanted
    }
  }

  private static let byCode = Dictionary(
    rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}

extension Cause {
  /// A cause for examples; no such commit exists.
  static let exampleChrome = Cause(
    commit: "3f2a91c0d4b7e58861f2a3c94d05be7716a8c2f9",
    subject: "refactor(jibri): move chrome into its own stage", date: "2026-05-04",
    firstRelease: "stable-11900")

  /// A cause for examples; no such commit exists.
  static let exampleS6 = Cause(
    commit: "b07d5512ee94c3a1f08d7c6b2a95e413d8f6c07a",
    subject: "feat(base): start services with s6-rc", date: "2026-02-11",
    firstRelease: "stable-11146")
}
