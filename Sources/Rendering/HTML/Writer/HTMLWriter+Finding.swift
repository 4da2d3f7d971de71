import Findings

extension HTMLWriter {
  /// A finding: what, where, why, and what to do.
  mutating func html(of finding: FindingBlock, level: Int) -> HTML {
    let name = "\(finding.severity.rawValue) \(finding.code.rawValue)"
    return tag(.article, .class("finding \(finding.severity.rawValue)"), .searched) {
      HTML(Self.heading(level), []) {
        tag(.span, .class("badge")) { tag(.a, .jump(to: finding.code.rawValue)) { name } }
        " "
        HTML(finding.headline)
      }
      if !finding.places.isEmpty {
        tag(.ul, .class("places")) {
          finding.places.map { place in tag(.li) { Self.html(of: place) } }
        }
      }
      HTMLEvidence(finding.evidence).html
      if !finding.causes.isEmpty {
        Self.list(
          finding.causes.count == 1 ? "Cause" : "Causes", finding.causes.map { HTML($0) })
      }
      if !finding.advice.isEmpty {
        Self.list("Advice", finding.advice.map { HTML(StyledText(sentence: $0)) })
      }
    }
  }

  @HTMLBuilder private static func html(of place: FindingBlock.PlaceBlock) -> HTML {
    HTML(place.text)
    if let excerpt = place.excerpt {
      tag(.pre) {
        tag(.code) {
          HTMLLine.html(
            of: VisibleText.escaped(excerpt), marks: [], language: SourceLanguage(path: place.path))
        }
      }
    }
  }

  private static func list(_ label: String, _ items: [HTML]) -> HTML {
    tag(.div, .class("labelled")) {
      tag(.p, .class("label")) { label }
      tag(.ul) { items.map { item in tag(.li) { item } } }
    }
  }
}
