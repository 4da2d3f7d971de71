import Findings
import Reports

/// Shows one finding: what, where, why, and what to do.
struct HTMLFinding {
  /// Where upstream's commits and files can be looked at.
  let links: UpstreamLinks

  /// More lines of evidence than this are not shown.
  private static let mostLines = 60

  /// The finding.
  ///
  /// - Parameters:
  ///   - level: the element of its heading.
  ///   - known: the commit of a cause that has been named before and is left out.
  func html(of entry: ReportedFinding, level: HTML.Tag, known: String? = nil) -> HTML {
    let finding = entry.finding
    return tag(.article, .class("finding \(entry.severity.rawValue)"), .searched) {
      tag(level) {
        badge(entry)
        " "
        HTML.sentence(finding.headline)
      }
      details(of: finding, known: known)
    }
  }

  /// Everything about a finding but its headline.
  @HTMLBuilder func details(of finding: Finding, known: String? = nil) -> HTML {
    let causes = finding.causes.filter { $0.commit != known }
    if !finding.places.isEmpty {
      tag(.ul, .class("places")) { finding.places.map { place in tag(.li) { html(of: place) } } }
    }
    HTMLEvidence(finding.evidenceLines.prefix(Self.mostLines)).html
    if finding.evidenceLines.count > Self.mostLines {
      tag(.p, .class("notice")) {
        "And \(finding.evidenceLines.count - Self.mostLines) lines more."
      }
    }
    if !causes.isEmpty {
      list(causes.count == 1 ? "Cause" : "Causes", causes.map(description))
    }
    if !finding.advice.isEmpty { list("Advice", finding.advice.map { HTML.sentence($0) }) }
    if let diff = finding.diff { change(diff, path: finding.places.first?.path ?? "") }
  }

  /// A commit with its subject, its day, its pull request and the first release that has it.
  @HTMLBuilder func description(of cause: Cause) -> HTML {
    HTML.commit(cause.commit, links)
    " “"
    tag(.span, .class("text")) { cause.subject }
    "”"
    if !cause.date.isEmpty { ", \(cause.date)" }
    if let page = cause.pullRequest.flatMap(links.pullRequest) {
      ", "
      HTML.link(page) { "pull request" }
    }
    if let release = cause.firstRelease { ", first in \(release)" }
  }

  /// Severity and code, a link to what the code means.
  private func badge(_ entry: ReportedFinding) -> HTML {
    let code = entry.finding.code
    let text = "\(entry.severity.rawValue) \(code.rawValue)"
    return tag(.span, .class("badge")) { tag(.a, .jump(to: code.rawValue)) { text } }
  }

  @HTMLBuilder private func html(of place: Place) -> HTML {
    switch place.tree {
    case .patchSet: ""
    case .upstream: "upstream "
    case .generated: "generated "
    case .deployment: "deployment "
    }
    HTML.link(place.tree == .upstream ? links.line(place) : nil) { HTML.code(place.location) }
    if let release = place.release { " at \(release)" }
    if let excerpt = place.excerpt, !excerpt.isEmpty {
      tag(.pre) {
        tag(.code) {
          HTMLLine.html(
            of: VisibleText.escaped(excerpt), marks: [], language: SourceLanguage(path: place.path))
        }
      }
    }
  }

  private func change(_ text: String, path: String) -> HTML {
    tag(.details, .class("item file")) {
      tag(.summary) { "The change" }
      tag(.div, .class("inside")) { HTMLDiff.html(of: text, path: path) }
    }
  }

  private func list(_ label: String, _ items: [HTML]) -> HTML {
    tag(.div, .class("labelled")) {
      tag(.p, .class("label")) { label }
      tag(.ul) { items.map { item in tag(.li) { item } } }
    }
  }
}
