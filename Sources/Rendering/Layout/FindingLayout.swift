import Findings
import Reports

/// Lays out findings, commits and places, with links to upstream's pages.
struct FindingLayout {
  /// Where upstream's commits and files can be looked at.
  let links: UpstreamLinks

  /// More lines of evidence than this are not shown.
  private static let mostLines = 60

  /// Makes a layout for an upstream's address.
  init(upstream: String?) {
    links = UpstreamLinks(upstream)
  }

  /// A finding.
  ///
  /// - Parameter known: the commit of a cause that has been named before and is left out.
  func block(of entry: ReportedFinding, known: String? = nil) -> FindingBlock {
    let finding = entry.finding
    var evidence = Array(finding.evidenceLines.prefix(Self.mostLines))
    let rest = finding.evidenceLines.count - evidence.count
    if rest > 0 { evidence.append("and \(Report.count(rest, "line")) more") }
    return FindingBlock(
      severity: entry.severity, code: finding.code,
      headline: StyledText(sentence: finding.headline),
      places: finding.places.map(place), evidence: evidence,
      causes: finding.causes.filter { $0.commit != known }.map(description),
      advice: finding.advice, diff: finding.diff)
  }

  /// Findings, those with one cause under it.
  func blocks(of findings: [ReportedFinding]) -> [Block] {
    let groups = FindingGroup.groups(of: findings)
    guard let first = groups.firstIndex(where: { $0.cause == nil }), first > 0 else {
      return groups.flatMap { block(of: $0).map { [$0] } ?? alone($0.findings) }
    }
    let others = groups[first...].flatMap(\.findings)
    return groups[..<first].compactMap(block) + [.group("Others", alone(others))]
  }

  private func block(of group: FindingGroup) -> Block? {
    guard let cause = group.cause else { return nil }
    var title = description(of: cause)
    title.append(" is behind these \(group.findings.count)", .strong)
    return .group(title, group.findings.map { .finding(block(of: $0, known: cause.commit)) })
  }

  private func alone(_ findings: [ReportedFinding]) -> [Block] {
    findings.map { .finding(block(of: $0)) }
  }

  /// The sections of findings of some severities.
  func sections(
    of severities: [Severity], _ findings: (Severity) -> [ReportedFinding]
  ) -> [Section] {
    severities.compactMap { severity in
      let findings = findings(severity)
      guard !findings.isEmpty else { return nil }
      return Section(
        severity.sectionID, severity.heading, count: findings.count, noun: "finding",
        blocks(of: findings))
    }
  }

  /// What the codes of findings mean, for those who look one up.
  static func explanations(of findings: [ReportedFinding]) -> [Section] {
    var severities: [FindingCode: Severity] = [:]
    for entry in findings { severities[entry.finding.code] = entry.severity }
    let blocks = severities.sorted { $0.key < $1.key }.compactMap { code, severity in
      FindingExplanation.of(code).map { Block.explanation($0, severity) }
    }
    guard !blocks.isEmpty else { return [] }
    return [
      Section(
        "explanations", "What the findings mean", count: blocks.count, isReference: true, blocks)
    ]
  }

  /// A commit with its subject, its day, its pull request and the first release that has it.
  func description(of cause: Cause) -> StyledText {
    var text = commit(cause.commit)
    text.append(" \"")
    text.append(cause.subject, .subject)
    text.append("\"")
    if !cause.date.isEmpty { text.append(", \(cause.date)") }
    text.append(reference: "(pull request)", to: cause.pullRequest.flatMap(links.pullRequest))
    if let release = cause.firstRelease { text.append(", first in \(release)") }
    return text
  }

  /// A commit's first digits and the first release that has it.
  func reference(to cause: Cause) -> StyledText {
    var text = commit(cause.commit)
    if let release = cause.firstRelease { text.append(" in \(release)") }
    return text
  }

  /// A commit's first digits, a link where there is a page.
  func commit(_ id: String) -> StyledText {
    .code(String(id.prefix(7)), link: links.commit(id))
  }

  private func place(_ place: Place) -> FindingBlock.PlaceBlock {
    var text = StyledText()
    switch place.tree {
    case .patchSet: break
    case .upstream: text.append("upstream ")
    case .generated: text.append("generated ")
    case .deployment: text.append("deployment ")
    }
    text.append(place.location, .code, link: links.line(place))
    if let release = place.release { text.append(" at \(release)") }
    let excerpt = place.excerpt.flatMap { $0.isEmpty ? nil : $0 }
    return FindingBlock.PlaceBlock(text: text, excerpt: excerpt, path: place.path)
  }
}

extension Severity {
  /// The place of the section of its findings.
  var sectionID: StaticString {
    switch self {
    case .conflict: "decisions"
    case .error: "errors"
    case .warning: "warnings"
    case .note: "notes"
    }
  }
}

extension Place {
  /// The path, and behind colons the line and column where they are known.
  var location: String {
    var text = path
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return text
  }

  /// The tree unless it is the patch set, the path with line and column, and the release, for people.
  var text: String {
    let tree = tree == .patchSet ? "" : "\(tree.rawValue) "
    return tree + location + (release.map { " at \($0)" } ?? "")
  }
}
