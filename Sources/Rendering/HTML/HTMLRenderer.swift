import Findings
public import Reports

/// Shows a report as one page for a browser, to review from: what has to be decided first, then what changed, file by
/// file, then what the findings mean.
///
/// The page needs no network and no script, and its policy forbids both but for the script that it comes with, which
/// adds a search. A page has an upper bound on its length; what does not fit is left out with a notice in its place.
public struct HTMLRenderer: Renderer {
  /// The most bytes in UTF-8 that lists and changes take together unless something else is said.
  public static let standardLimit = 4_000_000

  private let limit: Int

  /// The parts of a page, in order. Those that come first have their room first.
  private static let sections: [any HTMLSection] = [
    HTMLChecksSection(), HTMLFindingsSection(.conflict), HTMLFindingsSection(.error),
    HTMLReplaysSection(), HTMLUpstreamSection(), HTMLPatchesSection(),
    HTMLFindingsSection(.warning), HTMLFindingsSection(.note), HTMLAdoptionSection(),
    HTMLFilesSection(), HTMLCommitsSection(),
    HTMLExplanationsSection(),
  ]

  /// Makes a renderer.
  ///
  /// - Parameter limit: the most bytes in UTF-8 that lists and changes take together.
  public init(limit: Int = standardLimit) {
    self.limit = limit
  }

  /// The report as a page of HTML.
  public func render(_ report: Report) -> String {
    var budget = HTMLBudget(limit: limit)
    let parts = Self.sections.compactMap { $0.part(of: report, budget: &budget) }
    return HTMLPage(title: report.pageTitle, version: report.toolVersion).document(
      top: HTMLSummary().html(of: report, leftOut: budget.leftOut), parts: parts)
  }
}

extension Report {
  /// What the page is called in a browser's tabs.
  fileprivate var pageTitle: String {
    ([verdictText, releasesText].compactMap(\.self) + [command]).joined(separator: " · ")
  }
}
