import Findings
import Reports

extension ReportLayout {
  /// Lists of more are cut short unless everything is shown.
  private static let shortList = 4
  /// So many commits are listed in any case.
  private static let fewCommits = 10
  /// So many names of services.
  private static let names = 6

  /// What is different for those who run a deployment: breaking changes under their commits, then the others.
  var upstream: [Section] {
    guard let changes = report.upstreamChanges, !changes.consequences.isEmpty else { return [] }
    let groups = changes.breakingGroups
    var blocks: [Block] = groups.map { group in
      let list = List(
        "change", group.consequences.filter(isShown).map { item(of: $0, $0.causes.dropFirst()) })
      return .group(group.cause.map(finding.description) ?? "No commit is known", [.list(list)])
    }
    let others = changes.otherConsequences.filter(isShown)
    if !others.isEmpty {
      let title = Report.count(others.count, groups.isEmpty ? "change" : "other change")
      blocks.append(
        .folded(
          StyledText(title), [.list(List("change", others.map { item(of: $0, $0.causes[...]) }))],
          isBackground: false))
    }
    let hidden = changes.consequences.count { !isShown($0) }
    if hidden > 0 {
      let place = detail == .message ? "; a report has them" : "; `--verbose` shows them"
      blocks.append(.text(StyledText("and \(hidden) more\(place)", .faint)))
    }
    return [
      Section(
        "upstream", "What upstream changed", count: changes.consequences.count, noun: "change",
        blocks)
    ]
  }

  /// What follows from a read-only file system, and what the list of files says as well, is left to the whole report.
  private func isShown(_ consequence: Consequence) -> Bool {
    switch consequence.topic {
    case .imageFiles, .imageContents, .temporaryFileSystems, .variableAdded, .variableDefault:
      detail == .full || consequence.isBreaking
    default: true
    }
  }

  /// A change that upstream made.
  ///
  /// - Parameter causes: those that are not named above.
  func item(of consequence: Consequence, _ causes: ArraySlice<Cause>) -> Item {
    let tone: Tone = consequence.isBreaking ? .warning : .muted
    let mark = consequence.isBreaking ? "! " : "  "
    var text = StyledText(consequence.subjectsText(atMost: detail == .summary ? Self.names : .max))
    let isShort = consequence.changes.count == 1
    if isShort, let change = consequence.changes.first {
      text.append(": ")
      text.append(contentsOf: change.styled)
    }
    if !causes.isEmpty {
      text.append(" (")
      text.append(contentsOf: .joined(causes.map(finding.reference), by: ", "))
      text.append(")")
    }
    var children: [Item] = []
    if !isShort {
      let limit = detail == .summary ? Self.shortList : Int.max
      children += consequence.changes.prefix(limit).map { Item($0.styled) }
      let rest = consequence.changes.count - limit
      if rest > 0 { children.append(Item(StyledText("and \(rest) more", .faint))) }
    }
    children += consequence.notes.map { Item(StyledText(sentence: $0)) }
    return Item(
      text, label: StyledText(mark + consequence.topic.label, tone.style), tone: tone,
      children: children)
  }

  /// The commits between the releases that touch files in use, by the release that they came with.
  var commits: [Section] {
    guard let changes = report.upstreamChanges, changes.touchingCount > 0 else { return [] }
    let shown = changes.releases.filter { !$0.commits.isEmpty }
    let listed = shown.reduce(0) { $0 + $1.commits.count { $0.kind != .upkeep } }
    guard detail == .full || listed <= Self.fewCommits else { return [] }
    let items = shown.map { release in
      let commits = release.commits.filter { $0.kind != .upkeep }
      var items = commits.map(item)
      let upkeep = release.commits.count - commits.count
      if upkeep > 0 { items.append(Item(StyledText("and \(upkeep) of upkeep", .faint))) }
      return Item(
        StyledText(release.release, .strong),
        aside: StyledText(Report.count(release.commits.count, "commit")),
        details: [.list(List("commit", items))])
    }
    return [
      Section(
        "commits", changes.isReversed ? "Commits that are taken back" : "Commits",
        count: changes.touchingCount, noun: "release", [.list(List("release", items))])
    ]
  }

  private func item(of commit: ReportedCommit) -> Item {
    var text = finding.commit(commit.commit)
    text.append(" ")
    text.append(commit.line, .subject)
    if let number = commit.pullRequest {
      text.append(" (")
      text.append("#\(number)", .faint, link: finding.links.pullRequest(number))
      text.append(")")
    }
    return Item(
      text, label: StyledText(commit.kind.label, commit.kind.style),
      aside: detail == .full ? StyledText(commit.date) : nil)
  }
}

extension Consequence.Change {
  /// The change in a line, what is new or gone in its colour.
  fileprivate var styled: StyledText {
    switch (before, after) {
    case (let before?, let after?): .code(before) + " → " + .code(after)
    case (nil, let after?): StyledText("+ ", .added) + .code(after)
    case (let before?, nil): StyledText("- ", .removed) + .code(before)
    case (nil, nil): ""
    }
  }
}

extension ReportedCommit.Kind {
  fileprivate var style: Style {
    switch self {
    case .breaking: .severity(.warning)
    case .feature: .added
    case .fix: .changed
    case .other, .upkeep: .faint
    }
  }
}
