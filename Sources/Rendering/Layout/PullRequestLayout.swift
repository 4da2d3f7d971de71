import Findings
import Reports

/// Lays out an upgrade for whoever reviews its pull request: what has to be decided, done and known, worst first. What
/// belongs to it stands in the whole report.
struct PullRequestLayout {
  private let report: Report
  private let whole: ReportLayout

  /// So many lines of what is behind a decision.
  private static let mostLines = 5
  /// So many names in one line.
  private static let mostNames = 12

  init(_ report: Report) {
    self.report = report
    whole = ReportLayout(report, .summary)
  }

  /// The page.
  var page: Page {
    var page = whole.page
    page.verdict?.text = verdict
    page.verdict?.consequence = StyledText(sentence: consequence)
    page.top = []
    page.sections =
      decisions + ReportLayout(report, .message).preconditions + breaks + findings(.warning)
      + configuration + patches
      + counts + findings(.note)
    page.data = nil
    return page
  }

  private var verdict: String {
    switch report.verdict {
    case .committed, .wouldChange, .upgraded: report.guaranteesRemark ?? "no conflicts"
    default: report.verdictText
    }
  }

  private var consequence: String {
    switch report.verdict {
    case .committed: report.guaranteesText.map { "Guarantees: \($0)." } ?? ""
    case .marked:
      "To be settled in the marked files of this branch; its lock moves with `--continue`."
    case .conflicts: "Nothing can be written before they are settled."
    default: report.consequence
    }
  }

  // MARK: Sections

  /// What a person has to decide, as a check list.
  private var decisions: [Section] {
    let decisions = [Severity.conflict, .error].flatMap(report.listedFindings)
    guard !decisions.isEmpty else { return [] }
    var blocks: [Block] = [.list(List("decision", decisions.map(decision)))]
    if report.verdict == .marked {
      let files = report.files(.conflict).map { StyledText.code($0.path) }
      blocks.append(.text(StyledText("Files in conflict: ") + names(files)))
      blocks.append(
        .text(StyledText(sentence: "When no marker is left, on a checkout of this branch:")))
      blocks.append(.commands(["confomeet-upgrade upgrade --continue", "git commit --all"]))
    }
    return [
      Section(
        "decisions", Severity.conflict.heading, count: decisions.count, noun: "decision", blocks)
    ]
  }

  private func decision(_ entry: ReportedFinding) -> Item {
    let finding = whole.finding.block(of: entry)
    var item = headline(of: entry)
    item.isTask = true
    item.children =
      finding.places.prefix(1).map { Item($0.text) }
      + entry.finding.evidence.prefix(Self.mostLines).map { Item(StyledText(sentence: $0)) }
      + finding.causes.prefix(1).map { Item("cause", $0) }
      + finding.advice.prefix(1).map { Item("advice", StyledText(sentence: $0)) }
    return item
  }

  private func headline(of entry: ReportedFinding) -> Item {
    var text = StyledText(sentence: entry.finding.headline)
    text.append(" (\(entry.finding.code.rawValue)", .faint)
    if let id = entry.finding.conflict { text.append(", \(id)", .faint) }
    text.append(")", .faint)
    return Item(text)
  }

  private func findings(_ severity: Severity) -> [Section] {
    let findings = report.listedFindings(severity)
    guard !findings.isEmpty else { return [] }
    return [
      Section(
        severity.sectionID, severity.heading, count: findings.count, noun: "finding",
        [.list(List("finding", findings.map(headline)))])
    ]
  }

  /// What is different for those who run the deployment and breaks something.
  private var breaks: [Section] {
    guard let changes = report.upstreamChanges else { return [] }
    let breaking = changes.consequences.filter(\.isBreaking)
    guard !breaking.isEmpty else { return [] }
    return [
      Section(
        "upstream", "What breaks", count: breaking.count, noun: "change",
        [.list(List("change", breaking.map { whole.item(of: $0, $0.causes.prefix(1)) }))])
    ]
  }

  /// The files of configuration that change, by service.
  private var configuration: [Section] {
    guard let configuration = report.configuration, configuration.isChange else { return [] }
    let items = configuration.services.filter { !$0.changed.isEmpty }.map { service in
      Item(service.name, names(service.changed.map { .code($0.path) }))
    }
    guard !items.isEmpty else { return [] }
    return [
      Section(
        "configuration", "Configuration that changes", count: items.count, noun: "service",
        [.list(List("service", items))])
    ]
  }

  /// The customisations that are made in another way now, or have nothing left to do.
  private var patches: [Section] {
    let items = report.patches.compactMap { patch -> Item? in
      let texts = [patch.variantChange?.line, patch.retirement?.text].compactMap(\.self)
      guard !texts.isEmpty else { return nil }
      return Item(patch.id, StyledText(sentence: texts.joined(separator: "; ")))
    }
    guard !items.isEmpty else { return [] }
    return [
      Section(
        "patches", "Patches that change", count: items.count, noun: "patch",
        [.list(List("patch", items))])
    ]
  }

  private var counts: [Section] {
    whole.facts.isEmpty ? [] : [Section("facts", "In numbers", noun: "fact", whole.facts)]
  }

  private func names(_ names: [StyledText]) -> StyledText {
    var text = StyledText.joined(Array(names.prefix(Self.mostNames)), by: ", ")
    let rest = names.count - Self.mostNames
    if rest > 0 { text.append(" and \(rest) more", .faint) }
    return text
  }
}
