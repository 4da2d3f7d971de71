package import Findings
package import Reports

/// Shows a report to code scanning: SARIF 2.1.0, as GitHub, GitLab and editors take it.
///
/// Findings with a place are results. Those without one, such as a server that could not be reached, are notices on the
/// run itself. The same report gives the same bytes, and a finding that is found again the next night has the same
/// fingerprint.
package struct SARIFRenderer: Renderer {
  /// The most results in a run: GitHub shows no more than these.
  package static let resultLimit = 5_000
  /// The most scalars of a rule's descriptions: GitHub takes no more.
  static let descriptionLimit = 1_024
  /// The most places of a result: GitHub reads no more.
  static let placeLimit = 100

  private let policy: SeverityPolicy

  /// Makes a renderer.
  ///
  /// - Parameter policy: how grave the rules are unless a finding says otherwise.
  package init(policy: SeverityPolicy = .standard) {
    self.policy = policy
  }

  /// The report as SARIF.
  package func render(_ report: Report) -> String {
    render(
      [Part(report: report)], toolVersion: report.toolVersion, command: report.command,
      isSuccessful: report.verdict != .failed)
  }

  /// What came of several deployments as SARIF: one run, since code scanning takes but a few; each result begins with the
  /// deployment's name.
  package func render(_ report: DeploymentsReport) -> String {
    let all = Report(
      toolVersion: report.toolVersion, command: report.command, verdict: report.verdict,
      findings: report.findings.map(\.finding))
    let parts = report.worstFirst.map { Part(report: $0.report, name: $0.name) }
    return render(
      [Part(report: all)] + parts, toolVersion: report.toolVersion, command: report.command,
      isSuccessful: report.verdict != .failed)
  }

  /// A report, and what it is on where there are others in the run.
  private struct Part {
    let report: Report
    var name: String?
  }

  /// A finding of a part.
  private struct Entry {
    let finding: ReportedFinding
    let name: String?
    let places: SARIFPlaces
    var suppressions: [SARIFLog.Suppression]?
  }

  private func render(
    _ parts: [Part], toolVersion: String, command: String, isSuccessful: Bool
  ) -> String {
    let counting = parts.flatMap { part in
      let places = SARIFPlaces(part.report)
      return part.report.findings.map { Entry(finding: $0, name: part.name, places: places) }
    }
    let accepted = parts.flatMap { part in
      let places = SARIFPlaces(part.report)
      return (part.report.accepted ?? []).filter { !$0.finding.places.isEmpty }.map {
        Entry(
          finding: ReportedFinding($0.severity, $0.finding), name: part.name, places: places,
          suppressions: [SARIFLog.Suppression(justification: Self.justification(of: $0))])
      }
    }
    let all = [counting, accepted].flatMap { entries in
      Severity.allCases.sorted().flatMap { severity in
        entries.filter { $0.finding.severity == severity }
      }
    }
    // The gravest come first, so those that are left out are the least; those that count before those that don't.
    let placed = all.filter { !$0.finding.finding.places.isEmpty }.prefix(Self.resultLimit)
    let codes = Set(all.map(\.finding.finding.code)).sorted()
    let indices = Dictionary(
      uniqueKeysWithValues: codes.enumerated().map { ($0.element, $0.offset) })
    var fingerprints = SARIFFingerprints()
    let results = placed.map { entry in
      let finding = entry.finding.finding
      return SARIFLog.Result(
        ruleId: finding.code.rawValue, ruleIndex: indices[finding.code],
        level: entry.finding.severity.level,
        message: SARIFLog.Message(text: Self.text(of: finding, entry.name)),
        locations: entry.places.locations(of: finding),
        relatedLocations: entry.places.relatedLocations(of: finding),
        partialFingerprints: fingerprints.fingerprints(of: finding, in: entry.name),
        suppressions: entry.suppressions)
    }
    let run = SARIFLog.Run(
      tool: SARIFLog.Tool(
        driver: SARIFLog.Driver(
          name: "confomeet-upgrade", version: toolVersion, rules: codes.map(description))),
      automationDetails: SARIFLog.AutomationDetails(id: "confomeet-upgrade/\(command)/"),
      invocations: [
        SARIFLog.Invocation(
          executionSuccessful: isSuccessful,
          toolExecutionNotifications: counting.filter(\.finding.finding.places.isEmpty).map(notice))
      ],
      originalUriBaseIds: SARIFPlaces.bases(of: results), results: results)
    return JSONText.encode(SARIFLog(runs: [run]))
  }

  private func description(of code: FindingCode) -> SARIFLog.Rule {
    let explanation = FindingExplanation.of(code)
    let meaning = explanation?.meaning ?? ""
    let advice = (explanation?.advice ?? []).map { "- \($0)" }.joined(separator: "\n")
    let more = "`confomeet-upgrade explain \(code.rawValue)` shows an example."
    let help = "\(meaning)\n\n\(advice)\n\n\(more)"
    let severity = policy.severity(of: code)
    return SARIFLog.Rule(
      id: code.rawValue, name: code.name,
      // GitHub shows it on top of an alert.
      shortDescription: SARIFLog.Message(text: Self.cut(explanation?.title ?? code.name)),
      fullDescription: SARIFLog.Message(text: Self.cut(meaning)),
      help: SARIFLog.Help(text: help, markdown: help),
      defaultConfiguration: SARIFLog.Configuration(level: severity.level),
      properties: SARIFLog.RuleProperties(
        tags: code.family.map { [$0.title.lowercased()] } ?? [], precision: "very-high",
        problemSeverity: severity.problemSeverity))
  }

  private func notice(_ entry: Entry) -> SARIFLog.Notification {
    let finding = entry.finding.finding
    return SARIFLog.Notification(
      descriptor: SARIFLog.Descriptor(id: finding.code.rawValue),
      level: entry.finding.severity.level,
      message: SARIFLog.Message(text: Self.text(of: finding, entry.name)))
  }

  /// The finding in plain text: the headline first, since it may be all that is shown.
  ///
  /// - Parameter name: what it is about where there are others; `nil` for a report by itself.
  private static func text(of finding: Finding, _ name: String?) -> String {
    let subject = name.map { "\($0): " } ?? ""
    var lines = [subject + finding.headline + "."] + finding.evidenceLines
    lines += finding.causes.map { cause in
      "cause: \(cause.commit.prefix(7)) \(cause.subject)"
        + (cause.firstRelease.map { ", first in \($0)" } ?? "")
    }
    lines += finding.advice.map { "advice: \($0)" }
    return lines.map { SARIFLog.Message(plain: $0).text }.joined(separator: "\n")
  }

  /// Why a finding is accepted, and until when.
  private static func justification(of accepted: ReportedAcceptance) -> String {
    let until = accepted.until.map { " (until \($0))" } ?? ""
    return SARIFLog.Message(plain: accepted.reason + until).text
  }

  private static func cut(_ text: String) -> String {
    VisibleText.escaped(text, limit: descriptionLimit - 1)
  }
}

extension Severity {
  /// SARIF's word.
  fileprivate var level: String {
    switch self {
    case .conflict, .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  /// Code scanning's word for how alerts are sorted.
  fileprivate var problemSeverity: String {
    switch self {
    case .conflict, .error: "error"
    case .warning: "warning"
    case .note: "recommendation"
    }
  }
}
