import Findings
import Reports

/// Lays out the accepted findings, apart from those that count.
enum AcceptedLayout {
  /// The section; none without such findings.
  static func sections(of accepted: [ReportedAcceptance]?) -> [Section] {
    guard let accepted, !accepted.isEmpty else { return [] }
    let items = accepted.map { entry in
      var text = StyledText("\(entry.severity.rawValue)[\(entry.finding.code.rawValue)]", .faint)
      text.append(": ")
      text.append(contentsOf: StyledText(sentence: entry.finding.headline))
      var children = [Item("because", StyledText(entry.reason))]
      if let place = entry.finding.places.first { children.append(Item("at", .code(place.text))) }
      if let until = entry.until { children.append(Item("until", StyledText(until))) }
      return Item(text, children: children)
    }
    return [
      Section(
        "accepted", "Accepted", count: accepted.count, noun: "finding",
        [.list(List("finding", items))])
    ]
  }
}
