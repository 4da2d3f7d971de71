import Findings
import Reports

/// How much of a report is laid out.
package enum PageDetail: Sendable, Hashable {
  /// What a person needs to know.
  case summary
  /// The same with every name in it, for a commit: what it leaves out can't be asked for any more.
  case message
  /// Every operation and guarantee, unchanged files and changes, too.
  case full
}

/// Lays out a report as a page: what has to be decided first, then what changed, then the rest.
struct ReportLayout {
  let report: Report
  let detail: PageDetail
  let finding: FindingLayout

  init(_ report: Report, _ detail: PageDetail) {
    self.report = report
    self.detail = detail
    finding = FindingLayout(upstream: report.upstream)
  }

  /// The page.
  var page: Page {
    let command = report.command.prefix(1).uppercased() + report.command.dropFirst()
    let counts = Severity.allCases.sorted().map { ($0, report.listedFindings($0).count) }
    let isCheck = report.checks != nil
    return Page(
      name: ([report.verdictText, report.releasesText].compactMap(\.self) + [report.command])
        .joined(separator: " · "),
      title: report.releasesText.map { "\(command): \($0)" } ?? command,
      subject: report.subject,
      verdict: Page.Verdict(
        text: report.verdictText, tone: report.tone,
        consequence: StyledText(report.consequence), isOneLine: isCheck),
      counts: counts.filter { $0.1 > 0 }.map { (severity: $0.0, count: $0.1) },
      top: isCheck && detail != .full ? [] : facts, sections: sections,
      version: report.toolVersion, data: PageData.comment(on: report))
  }

  private var sections: [Section] {
    let findings = { (severities: [Severity]) in
      finding.sections(of: severities, report.listedFindings)
    }
    var sections = checks + findings([.conflict, .error]) + replays
    if detail == .full { sections += preconditions }
    sections += upstream + configuration + patches
    // The end of a text is what is seen in a terminal, the beginning of a page in a browser.
    let rest = findings([.warning, .note])
    sections += detail == .full ? rest + files + adoption : files + adoption + rest
    sections += AcceptedLayout.sections(of: report.accepted)
    sections += commits
    sections += detail == .full ? changes : preconditions
    return sections + FindingLayout.explanations(of: report.findings)
  }

  /// What an upgrade consists of, in numbers.
  var facts: [Block] {
    var facts: [Item] = []
    func add(_ label: String, _ text: String?) {
      if let text { facts.append(Item(label, StyledText(text))) }
    }
    if let to = report.to ?? (report.checks == nil ? nil : report.from) {
      facts.append(Item("commit", commits(to: to)))
    }
    add("deployment", report.deployment)
    if let changes = report.upstreamChanges {
      add("upstream", changes.commitsText)
      add("changes", changes.consequencesText)
      if changes.touchingCount > 0 { add("commits", changes.kindsText) }
    }
    if let patchSet = report.patchSet {
      var text = StyledText("\(patchSet.name) (tree ")
      text.append(String(patchSet.tree.prefix(7)), .code)
      text.append(")")
      facts.append(Item("patch set", text))
    }
    add("operations", report.operationsText)
    add("guarantees", report.guaranteesText)
    add("files", report.filesText)
    add("conflicts", report.replaysText)
    if let configuration = report.configuration {
      if report.verdict == .shown {
        add("variables", configuration.variables)
        add("images", configuration.images)
      } else {
        add("config", configuration.summary)
      }
    }
    add("variables", report.variablesText)
    add("accepted", report.acceptedText)
    for marker in report.markers {
      var text = StyledText.code(marker.file + (marker.line.map { ":\($0)" } ?? ""))
      text.append(": \(marker.from) → \(marker.to)")
      facts.append(Item("marker", text))
    }
    return facts.isEmpty ? [] : [.facts(facts)]
  }

  private func commits(to: ReportedRelease) -> StyledText {
    var text = StyledText()
    if let from = report.from, from != to {
      text.append(contentsOf: finding.commit(from.commit))
      text.append(" → ")
    }
    text.append(contentsOf: finding.commit(to.commit))
    if let upstream = report.upstream {
      text.append(" of ", .faint)
      text.append(upstream, .faint, link: finding.links.repository)
    }
    if let from = report.from, from != to {
      text.append(
        reference: "(what changed between the two)",
        to: finding.links.comparison(from: from.commit, to: to.commit))
    }
    return text
  }

  private var checks: [Section] {
    guard let checks = report.checks, !checks.isEmpty, detail == .full else { return [] }
    let rows = checks.map { check in
      let isBad = check.state == .drifted && check.counts
      var count = check.findings > 0 ? String(check.findings) : ""
      if check.state == .drifted, !check.counts { count += " (info)" }
      let tone: Tone = isBad ? .error : check.state == .inStep ? .good : .muted
      return Table.Row(
        [
          StyledText(check.sign, tone.style), StyledText(check.name), StyledText(check.word),
          StyledText(count),
        ],
        tone: tone)
    }
    return [
      Section(
        "checks", "Checks", count: checks.count,
        [
          .table(
            Table("Checks", noun: "check", columns: ["", "check", "result", "findings"], rows))
        ])
    ]
  }

  private var replays: [Section] {
    guard let replays = report.replays, !replays.isEmpty else { return [] }
    let items = replays.map { replay in
      var text = StyledText.code(replay.location)
      text.append(": ")
      text.append(replay.subject, replay.node == nil ? .plain : .code)
      return Item(
        text,
        children: [
          Item("decided", StyledText(replay.decision)),
          Item("because", StyledText(replay.reasonText)),
          Item("recorded", .code(replay.resolution)),
        ])
    }
    return [
      Section(
        "settled", ReportedReplay.heading, count: replays.count, noun: "conflict",
        [.list(List("conflict", items))])
    ]
  }
}

extension Report {
  /// The releases, and how many guarantees hold when some fail.
  fileprivate var subject: String? {
    let parts = [releasesText, guaranteesRemark].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// How the verdict is taken: nothing is good while a guarantee fails.
  fileprivate var tone: Tone {
    let tone = verdict.tone
    return tone == .good && guaranteesRemark != nil ? .news : tone
  }
}

extension Report.Verdict {
  /// How the verdict is taken.
  var tone: Tone {
    switch self {
    case .upToDate, .upgraded, .committed, .adopted, .inStep: .good
    case .wouldChange, .proposed, .shown: .news
    case .conflicts, .marked: .conflict
    case .failed, .drifted: .error
    }
  }
}

extension ReportedCheck {
  /// The result as a sign.
  fileprivate var sign: String {
    switch state {
    case .inStep: "✓"
    case .drifted: counts ? "✗" : "–"
    case .unchecked: "?"
    }
  }

  /// The result in words.
  fileprivate var word: String {
    switch state {
    case .inStep: "in step"
    case .drifted: "out of step"
    case .unchecked: "not checked"
    }
  }
}
