package import Reports

/// A report as the message of the commit that has the upgrade.
package enum CommitMessage {
  /// The subject, an empty line, and the report as text; no line has more than 72 columns, but for a name that is longer.
  package static func text(of report: Report) -> String {
    let tag = report.to.map { VisibleText.escaped($0.name) }
    var subject = "Upgrade docker-jitsi-meet"
    if let tag { subject += " to \(tag)" }
    if subject.count > width, let tag { subject = "Upgrade to \(tag)" }
    if report.verdict == .marked { subject += ": \(report.verdictText)" }
    var writer = TextWriter(TerminalOptions(width: width, breaksWords: false))
    writer.writeBody(of: ReportLayout(report, .message).page)
    let from = report.from.map { "From \(VisibleText.escaped($0.name)).\n\n" } ?? ""
    return subject + "\n\n" + from + writer.page.text
  }

  private static let width = 72
}
