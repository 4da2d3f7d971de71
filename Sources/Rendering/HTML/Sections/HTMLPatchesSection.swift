import Reports

/// What became of each patch: how it was done, operation by operation, and what holds.
struct HTMLPatchesSection: HTMLSection {
  private var links = UpstreamLinks(nil)

  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard !report.patches.isEmpty else { return nil }
    var section = self
    section.links = UpstreamLinks(report.upstream)
    return HTMLPart(
      id: "patches", title: "Patches", count: report.patches.count,
      body: budget.taking(report.patches, "patch", section.html))
  }

  private func html(of patch: ReportedPatch) -> HTML {
    let isTelling = patch.variantChange != nil || patch.retirement != nil
    let isOpen: [HTML.Attribute] = patch.state == .bad || isTelling ? [.open] : []
    return HTML(
      .details, [.class("item \(patch.state.tone)"), .searched] + isOpen,
      content: HTMLBuilder.buildArray([
        tag(.summary) { summary(of: patch) },
        tag(.div, .class("inside")) { details(of: patch) },
      ]))
  }

  @HTMLBuilder private func summary(of patch: ReportedPatch) -> HTML {
    tag(.h3) {
      tag(.span, .class("mark"), .ariaHidden) { patch.state.mark }
      HTML.unseen("\(patch.state.word): ")
      HTML.code(patch.id)
    }
    tag(.span, .class("text")) { HTML.sentence(patch.title) }
    tag(.span, .class("aside")) { facts(of: patch).joined(separator: " · ") }
  }

  private func facts(of patch: ReportedPatch) -> [String] {
    var facts: [String] = []
    if let change = patch.variantChange {
      facts.append("variant \(change.from) → \(change.to)")
    } else if let variant = patch.variant {
      facts.append("variant \(variant)")
    }
    if patch.retirement != nil { facts.append("may be retired") }
    facts.append(ReportedOperation.summary(patch.operations) ?? "no operation")
    if !patch.guarantees.isEmpty { facts.append("\(patch.guaranteesText) guarantees hold") }
    return facts
  }

  @HTMLBuilder private func details(of patch: ReportedPatch) -> HTML {
    if let variant = patch.variant {
      tag(.p) {
        "Variant "
        tag(.b) { variant }
        if !patch.variantReasons.isEmpty {
          ", because "
          HTML.joined(patch.variantReasons.map(HTML.sentence), by: "; ")
        }
      }
    }
    if let change = patch.variantChange { html(of: change) }
    if let retirement = patch.retirement {
      tag(.p, .class("telling")) { HTML.sentence(retirement.text) }
    }
    if !patch.operations.isEmpty {
      tag(.table, .class("rows")) {
        tag(.caption) { "Operations" }
        tag(.thead) {
          tag(.tr) {
            ["Outcome", "Operation", "File", "Places"].map { name in
              tag(.th, .scope("col")) { name }
            }
          }
        }
        tag(.tbody) { patch.operations.map(row) }
      }
    }
    if !patch.guarantees.isEmpty {
      tag(.p, .class("label")) { "Guarantees" }
      tag(.ul, .class("guarantees")) { patch.guarantees.map(item) }
    }
  }

  private func html(of change: ReportedVariantChange) -> HTML {
    tag(.div, .class("telling")) {
      tag(.p) {
        "The variant changes: "
        tag(.b) { change.line }
      }
      tag(.ul) {
        if let retired = change.retiredText { tag(.li) { HTML.sentence(retired) } }
        change.decisions.map { decision in tag(.li) { HTML.sentence(decision.clause) } }
        change.causes.map { cause in
          tag(.li) {
            "cause: "
            HTMLFinding(links: links).description(of: cause)
          }
        }
      }
    }
  }

  private func row(_ operation: ReportedOperation) -> HTML {
    tag(.tr, .class(operation.outcome == .conflict ? "bad" : "good")) {
      tag(.td) { operation.outcome.text }
      tag(.td) { HTML.code(operation.name) }
      tag(.td) {
        if let file = operation.file { HTML.code(file) }
        if let old = operation.movedFrom {
          ", was "
          HTML.code(old)
        }
      }
      tag(.td) { operation.outcome == .conflict ? "" : operation.placesText }
    }
  }

  private func item(_ guarantee: ReportedGuarantee) -> HTML {
    tag(.li, .class(guarantee.held ? "good" : "bad")) {
      tag(.b) { guarantee.held ? "holds" : "does not hold" }
      " "
      HTML.code(guarantee.kind)
      " "
      HTML.sentence(guarantee.text)
      if !guarantee.evidence.isEmpty {
        tag(.ul) { guarantee.evidence.map { line in tag(.li) { HTML.sentence(line) } } }
      }
    }
  }
}

extension ReportedPatch.State {
  /// How it looks.
  fileprivate var tone: String {
    switch self {
    case .good: "good"
    case .bad: "bad"
    case .untouched: "untouched"
    }
  }

  /// The state as a sign.
  fileprivate var mark: String {
    switch self {
    case .good: "✓"
    case .bad: "✗"
    case .untouched: "–"
    }
  }

  /// The state as a word.
  fileprivate var word: String {
    switch self {
    case .good: "as it should be"
    case .bad: "not as it should be"
    case .untouched: "nothing done"
    }
  }
}
