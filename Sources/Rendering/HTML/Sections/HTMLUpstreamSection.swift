import Findings
import Reports

/// What is different for those who run a deployment: breaking changes under their commits, then the others.
struct HTMLUpstreamSection: HTMLSection {
  /// More changes of one kind than this are folded.
  private static let longestOpen = 8

  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard let changes = report.upstreamChanges, !changes.consequences.isEmpty else { return nil }
    let finding = HTMLFinding(links: UpstreamLinks(report.upstream))
    var body = tag(.p) { "\(changes.commitsText): \(changes.consequencesText ?? "")." }
    let groups = changes.breakingGroups
    body.append(
      budget.taking(groups, "commit with breaking changes") { group in
        tag(.article, .class("finding warning"), .searched) {
          tag(.h3) {
            tag(.span, .class("badge")) { "breaking" }
            " "
            if let cause = group.cause {
              finding.description(of: cause)
            } else {
              "No commit is known"
            }
          }
          table(
            HTMLBuilder.buildArray(
              group.consequences.map { row($0, $0.causes.dropFirst(), finding) }))
        }
      })
    let others = changes.otherConsequences
    if !others.isEmpty {
      if !groups.isEmpty { body.append(tag(.h3) { "Other changes" }) }
      let rows = budget.taking(others, "change", in: .table(columns: 3)) { consequence in
        row(consequence, consequence.causes[...], finding, isAlone: true)
      }
      body.append(table(rows))
    }
    return HTMLPart(
      id: "upstream", title: "What upstream changed", count: changes.consequences.count, body: body)
  }

  private func table(_ rows: HTML) -> HTML {
    tag(.table, .class("rows changes"), .label("Changes")) {
      tag(.thead) {
        tag(.tr) {
          ["About", "Concerned", "Change"].map { name in tag(.th, .scope("col")) { name } }
        }
      }
      tag(.tbody) { rows }
    }
  }

  private func row(
    _ consequence: Consequence, _ causes: ArraySlice<Cause>, _ finding: HTMLFinding,
    isAlone: Bool = false
  ) -> HTML {
    HTML(.tr, isAlone ? [.searched] : []) {
      tag(.th, .scope("row")) {
        if consequence.isBreaking {
          tag(.span, .class("mark"), .ariaHidden) { "!" }
          HTML.unseen("breaking: ")
        }
        consequence.topic.label
      }
      tag(.td) { consequence.subjects.joined(separator: ", ") }
      tag(.td) {
        list(consequence.changes)
        consequence.notes.map { note in tag(.div) { HTML.sentence(note) } }
        if !causes.isEmpty {
          tag(.div, .class("by")) {
            "by "
            HTML.joined(causes.map { reference(to: $0, finding) }, by: ", ")
          }
        }
      }
    }
  }

  /// The changes, folded when there are many.
  @HTMLBuilder private func list(_ changes: [Consequence.Change]) -> HTML {
    let lines = changes.map { change in tag(.div) { html(of: change) } }
    if changes.count > Self.longestOpen {
      tag(.details, .class("more")) {
        tag(.summary) { Report.count(changes.count, "change") }
        tag(.div, .class("inside")) { lines }
      }
    } else {
      lines
    }
  }

  @HTMLBuilder private func html(of change: Consequence.Change) -> HTML {
    switch (change.before, change.after) {
    case (let before?, let after?):
      HTML.code(before)
      " → "
      HTML.code(after)
    case (nil, let after?):
      tag(.span, .class("plus")) { "new " }
      HTML.code(after)
    case (let before?, nil):
      tag(.span, .class("minus")) { "gone " }
      HTML.code(before)
    case (nil, nil): ""
    }
  }

  @HTMLBuilder private func reference(to cause: Cause, _ finding: HTMLFinding) -> HTML {
    HTML.commit(cause.commit, finding.links)
    if let release = cause.firstRelease { " in \(release)" }
  }
}
