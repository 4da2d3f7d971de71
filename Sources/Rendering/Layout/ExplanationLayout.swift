import Findings

/// Lays out what findings mean.
enum ExplanationLayout {
  /// The page of one code.
  static func page(of code: FindingCode, _ policy: SeverityPolicy) -> Page {
    Page(
      list: FindingExplanation.of(code).map { explanation in
        [.explanation(explanation, policy.severity(of: code))]
      } ?? [])
  }

  /// The list of all codes, by family.
  static func page(_ policy: SeverityPolicy) -> Page {
    var page = Page(list: [])
    page.sections = FindingFamily.allCases.map { family in
      let items = FindingCode.all(in: family).map { code in
        Item(
          StyledText(sentence: FindingExplanation.of(code)?.title ?? code.name),
          label: StyledText(code.rawValue, .severity(policy.severity(of: code))))
      }
      return Section(
        "family", "\(family.title) (\(family.rawValue)xx)", [.list(List("code", items))])
    }
    let more = StyledText(sentence: "More on one of them: `confomeet-upgrade explain U203`.")
    page.sections[page.sections.count - 1].blocks.append(.prose([more]))
    return page
  }
}
