public import Reports

/// A report as the message of the commit that has the upgrade.
public enum CommitMessage {
  /// The subject, an empty line, and the report as text; no line has more than 72 columns.
  public static func text(of report: Report) -> String {
    var subject = "Upgrade docker-jitsi-meet"
    let tag = report.to.map { VisibleText.escaped($0.tag) }
    if let tag { subject += " to \(tag)" }
    if subject.count > width, let tag { subject = "Upgrade to \(tag)" }
    let body = TextRenderer(terminal: TerminalOptions(width: width)).renderBody(of: report)
    let from = report.from.map { "From \(VisibleText.escaped($0.tag)).\n\n" } ?? ""
    return subject + "\n\n" + from + body
  }

  private static let width = 72
}
