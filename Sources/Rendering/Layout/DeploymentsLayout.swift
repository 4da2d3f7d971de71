import Findings
import Reports

/// Lays out what came of several deployments: a row for each, what is to be looked at, and each one's report.
struct DeploymentsLayout {
  let report: DeploymentsReport
  let detail: PageDetail
  /// The command that shows more of the worst; `nil` for none.
  let next: String?

  /// In a summary so many findings of a deployment are named.
  private static let mostNamed = 5

  init(_ report: DeploymentsReport, _ detail: PageDetail, next: String? = nil) {
    self.report = report
    self.detail = detail
    self.next = next
  }

  /// The page.
  var page: Page {
    let command = report.command.prefix(1).uppercased() + report.command.dropFirst()
    let count = Report.count(report.deployments.count, "deployment")
    return Page(
      name: "\(counts) · \(report.command)",
      title: report.deployments.isEmpty ? command : "\(command): \(count)",
      subject: report.deployments.isEmpty ? nil : count,
      verdict: Page.Verdict(
        text: counts, tone: report.verdict.tone, isOneLine: true, isSubjectFirst: true),
      top: report.deployments.isEmpty ? [] : [.table(table)],
      sections: detail == .full ? whole : summary,
      version: report.toolVersion)
  }

  /// How many deployments came to what, `1 failed, 2 out of step, 37 in step`.
  private var counts: String {
    var counts: [(text: String, count: Int)] = []
    for deployment in report.worstFirst {
      let text = deployment.report.verdict.words
      if counts.last?.text == text {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    let texts = counts.map { "\($0.count) \($0.text)" }
    return texts.isEmpty ? report.verdict.words : texts.joined(separator: ", ")
  }

  // MARK: The table

  /// The name stands last: it is as long as it likes, and wraps.
  private var table: Table {
    let isCheck = report.deployments.contains { $0.report.checks != nil }
    var table = Table(
      "Deployments", noun: "deployment",
      columns: [
        "", "release", "behind", isCheck ? "drift" : "changes", "conflicts", "guarantees",
        "deployment",
      ],
      report.deployments.map { row($0, isCheck: isCheck) })
    table.leastLast = 12
    return table
  }

  private func row(_ deployment: ReportedDeployment, isCheck: Bool) -> Table.Row {
    let report = deployment.report
    let tone = report.verdict.tone
    func cell(_ number: Int?) -> StyledText { StyledText(number.map(String.init) ?? "–") }
    var name = StyledText(deployment.name, .strong)
    if report.verdict == .failed, let first = report.findings.first {
      name.append(": ")
      name.append(contentsOf: StyledText(sentence: first.finding.headline))
    } else if let checks = report.checks, report.verdict == .drifted {
      let names = checks.filter { $0.counts && $0.state == .drifted }.map(\.name)
      name.append(": \(names.joined(separator: ", "))")
    }
    let changes = [ReportedFile.Verdict.added, .updated, .merged, .removed].reduce(0) {
      $0 + report.files($1).count
    }
    return Table.Row(
      [
        StyledText(report.verdict.sign, tone.style), StyledText(report.from?.name ?? "–"),
        cell(deployment.behind),
        cell(isCheck ? deployment.outOfStep : report.verdict == .failed ? nil : changes),
        cell(deployment.conflicts), StyledText(deployment.guarantees?.text ?? "–"), name,
      ], tone: tone)
  }

  // MARK: The rest

  private var findings: [Section] {
    FindingLayout(upstream: nil).sections(of: Severity.allCases.sorted()) { severity in
      report.findings.filter { $0.severity == severity }
    }
  }

  /// The findings of those that are not as they should be, by name.
  private var summary: [Section] {
    let items = report.worstFirst.compactMap { deployment -> Item? in
      let report = deployment.report
      let grave = report.listedFindings(.conflict) + report.listedFindings(.error)
      guard !grave.isEmpty else { return nil }
      var children = grave.prefix(Self.mostNamed).map {
        Item($0.finding.code.rawValue, StyledText(sentence: $0.finding.headline))
      }
      if grave.count > Self.mostNamed {
        children.append(Item(StyledText("and \(grave.count - Self.mostNamed) more", .faint)))
      }
      return Item(
        StyledText(deployment.name, .strong), tone: report.verdict.tone, children: children)
    }
    var sections = findings
    var blocks: [Block] = items.isEmpty ? [] : [.list(List("deployment", items))]
    if let next { blocks.append(.group(StyledText("Next"), [.commands([next])])) }
    if !blocks.isEmpty {
      sections.append(
        Section("findings", "What was found", count: items.count, noun: "deployment", blocks))
    }
    return sections
  }

  /// Each one's report, the worst first.
  private var whole: [Section] {
    let pages = report.worstFirst.map { ($0, ReportLayout($0.report, .full).page) }
    let blocks = pages.map { deployment, page in
      var title = StyledText(deployment.name, .strong)
      title.append(": \(page.verdict?.text ?? "")")
      if let subject = page.subject { title.append(", \(subject)") }
      let parts = page.sections.filter { !$0.isReference }.map { section in
        Block.group(StyledText(section.title), section.blocks)
      }
      return Block.group(title, page.top + parts)
    }
    return findings + [
      Section("reports", "Reports", count: pages.count, noun: "deployment", blocks)
    ] + FindingLayout.explanations(of: report.deployments.flatMap(\.report.findings))
  }
}

extension Report.Verdict {
  /// The verdict behind a number of deployments.
  fileprivate var words: String {
    switch self {
    case .conflicts: "in conflict"
    case .marked: "marked"
    case .upToDate: "up to date"
    case .wouldChange: "would change"
    case .failed: "failed"
    case .inStep: "in step"
    case .drifted: "out of step"
    case .upgraded, .committed, .adopted, .proposed, .shown: rawValue
    }
  }

  /// The verdict as a sign.
  fileprivate var sign: String {
    switch self {
    case .upToDate, .inStep, .upgraded, .committed, .adopted, .shown: "✓"
    case .wouldChange, .proposed: "→"
    case .conflicts, .marked, .drifted: "✗"
    case .failed: "?"
    }
  }
}
