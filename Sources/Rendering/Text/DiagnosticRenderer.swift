public import Findings
import Reports

/// Shows findings as a compiler shows its diagnostics: code and headline, places with excerpts, causes, advice.
public struct DiagnosticRenderer: Sendable {
  private let terminal: TerminalOptions
  private let policy: SeverityPolicy
  private let links: UpstreamLinks

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - terminal: what the text is laid out for.
  ///   - policy: how grave a finding is.
  ///   - upstream: the address that commits are linked to, where links are wanted.
  public init(
    terminal: TerminalOptions = .plain, policy: SeverityPolicy = .standard, upstream: String? = nil
  ) {
    self.terminal = terminal
    self.policy = policy
    links = UpstreamLinks(upstream)
  }

  /// The finding's lines, each with a line feed at its end.
  public func render(_ finding: Finding) -> String {
    var page = TextPage(terminal)
    add(ReportedFinding(policy.severity(of: finding.code), finding), to: &page)
    return page.text
  }

  /// Adds a finding to a page.
  ///
  /// - Parameters:
  ///   - known: the commit of a cause that has been named before and is left out.
  ///   - isHinted: whether a finding without advice says where to read more.
  func add(
    _ reported: ReportedFinding, to page: inout TextPage, indent: Int = 0, known: String? = nil,
    isHinted: Bool = true
  ) {
    let finding = reported.finding
    var headline = StyledText(
      "\(reported.severity.rawValue)[\(finding.code.rawValue)]", .severity(reported.severity))
    headline.append(": ", .strong)
    headline.append(sentence: finding.headline, .strong)
    page.add(headline, indent: indent, hanging: indent + 4)
    for place in finding.places { add(place, to: &page, indent: indent) }
    for line in finding.evidenceLines { add("= ", line, to: &page, indent: indent) }
    for cause in finding.causes where cause.commit != known {
      var text = StyledText("= cause: ", .faint)
      text.append(contentsOf: description(of: cause))
      page.add(text, indent: indent + 3, hanging: indent + 5)
    }
    for line in finding.advice { add("= advice: ", line, to: &page, indent: indent) }
    if isHinted, finding.advice.isEmpty {
      let hint = "`confomeet-upgrade explain \(finding.code.rawValue)`"
      add("= more: ", hint, to: &page, indent: indent)
    }
  }

  /// A commit with its subject, its day and the first release that has it.
  func description(of cause: Cause) -> StyledText {
    var text = StyledText()
    text.append(String(cause.commit.prefix(7)), .code, link: links.commit(cause.commit))
    text.append(" \"\(cause.subject)\", \(cause.date)")
    if let release = cause.firstRelease { text.append(", first in \(release)") }
    return text
  }

  /// A commit's first digits and the first release that has it.
  func reference(to cause: Cause) -> StyledText {
    var text = StyledText()
    text.append(String(cause.commit.prefix(7)), .code, link: links.commit(cause.commit))
    if let release = cause.firstRelease { text.append(" in \(release)") }
    return text
  }

  private func add(_ place: Place, to page: inout TextPage, indent: Int) {
    var text = StyledText("--> ", .faint)
    text.append(place.text, link: links.line(place))
    page.add(text, indent: indent + 2, hanging: indent + 6)
    if let excerpt = place.excerpt {
      var line = StyledText("|  ", .faint)
      line.append(excerpt, .code)
      page.addLine(line, indent: indent + 3)
    }
  }

  private func add(_ label: String, _ sentence: String, to page: inout TextPage, indent: Int) {
    var text = StyledText(label, .faint)
    text.append(sentence: sentence)
    page.add(text, indent: indent + 3, hanging: indent + 5)
  }
}

extension Place {
  /// The tree unless it is the patch set, the path with line and column, and the release, for people.
  var text: String {
    var text: String
    switch tree {
    case .patchSet: text = ""
    case .upstream: text = "upstream "
    case .generated: text = "generated "
    case .deployment: text = "deployment "
    }
    text += location
    if let release { text += " at \(release)" }
    return text
  }

  /// The path, and behind colons the line and column where they are known.
  var location: String {
    var text = path
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return text
  }
}
