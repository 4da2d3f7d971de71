import Findings
import Reports

extension TextRenderer {
  /// Lists of more are cut short unless everything is shown.
  private static let shortList = 4
  /// So many commits are listed in any case.
  private static let fewCommits = 10
  /// So many names of services.
  private static let names = 6

  /// Adds what upstream changed: breaking changes under their commits, then the others, then the commits.
  func addUpstreamChanges(of report: Report, to page: inout TextPage) {
    guard let changes = report.upstreamChanges else { return }
    let renderer = DiagnosticRenderer(terminal: terminal, upstream: report.upstream)
    if !changes.consequences.isEmpty { page.add(heading: "What upstream changed") }
    for group in changes.breakingGroups {
      page.addBlank()
      if let cause = group.cause {
        page.add(renderer.description(of: cause), indent: 2, hanging: 4)
      }
      for consequence in group.consequences where isShown(consequence) {
        add(consequence, consequence.causes.dropFirst(), to: &page, indent: 4, renderer)
      }
    }
    let hidden = changes.consequences.count { !isShown($0) }
    let others = changes.otherConsequences.filter(isShown)
    if !others.isEmpty {
      page.addBlank()
      for consequence in others {
        add(consequence, consequence.causes[...], to: &page, indent: 2, renderer)
      }
    }
    if hidden > 0 {
      page.addBlank()
      page.add(StyledText("and \(hidden) more; `--verbose` shows them", .faint), indent: 4)
    }
    addCommits(changes, to: &page, UpstreamLinks(report.upstream))
  }

  /// What follows from a read-only file system, and what the list of files says as well, is left to the whole report.
  private func isShown(_ consequence: Consequence) -> Bool {
    switch consequence.topic {
    case .imageFiles, .temporaryFileSystems, .variableAdded, .variableDefault:
      detail == .full || consequence.isBreaking
    default: true
    }
  }

  /// - Parameter causes: those that are not named above.
  private func add(
    _ consequence: Consequence, _ causes: ArraySlice<Cause>, to page: inout TextPage, indent: Int,
    _ renderer: DiagnosticRenderer
  ) {
    let mark: Style = consequence.isBreaking ? .severity(.warning) : .faint
    var line = StyledText(consequence.isBreaking ? "! " : "  ", mark)
    line.append(contentsOf: StyledText(consequence.topic.label, mark).padded(to: 14))
    line.append(consequence.subjectsText(atMost: detail == .full ? .max : Self.names))
    let limit = detail == .full ? Int.max : Self.shortList
    let isShort = consequence.changes.count == 1
    if isShort, let change = consequence.changes.first { line.append(": \(change.text)") }
    for cause in causes {
      line.append(cause == causes.first ? " (" : ", ")
      line.append(contentsOf: renderer.reference(to: cause))
    }
    if !causes.isEmpty { line.append(")") }
    page.add(line, indent: indent, hanging: indent + 16)
    if !isShort {
      for change in consequence.changes.prefix(limit) {
        page.add(
          StyledText(change.text, style(of: change)), indent: indent + 16, hanging: indent + 18)
      }
      let rest = consequence.changes.count - limit
      if rest > 0 { page.add(StyledText("and \(rest) more", .faint), indent: indent + 16) }
    }
    for note in consequence.notes {
      var text = StyledText()
      text.append(sentence: note)
      page.add(text, indent: indent + 16, hanging: indent + 18)
    }
  }

  private func style(of change: Consequence.Change) -> Style {
    change.before == nil ? .added : change.after == nil ? .removed : .plain
  }

  private func addCommits(
    _ changes: UpstreamChanges, to page: inout TextPage, _ links: UpstreamLinks
  ) {
    guard changes.touchingCount > 0 else { return }
    let shown = changes.releases.map { release in
      (release, release.commits.filter { $0.kind != .upkeep })
    }
    let isListed =
      detail == .full || shown.reduce(0) { $0 + $1.1.count } <= Self.fewCommits
    guard isListed else { return }
    page.add(heading: changes.isReversed ? "Commits that are taken back" : "Commits")
    for (release, commits) in shown {
      page.add(StyledText(release.release, .strong), indent: 2)
      for commit in commits {
        var line = StyledText(commit.kind.label, style(of: commit.kind)).padded(to: 10)
        line.append(String(commit.commit.prefix(7)), .code, link: links.commit(commit.commit))
        line.append(" \(commit.line)")
        if let number = commit.pullRequest {
          line.append(" (#\(number))", .faint, link: links.pullRequest(number))
        }
        page.add(line, indent: 4, hanging: 14)
      }
      let upkeep = release.commits.count - commits.count
      if upkeep > 0 { page.add(StyledText("and \(upkeep) of upkeep", .faint), indent: 14) }
    }
  }

  private func style(of kind: ReportedCommit.Kind) -> Style {
    switch kind {
    case .breaking: .severity(.warning)
    case .feature: .added
    case .fix: .code
    case .other, .upkeep: .faint
    }
  }

  /// Adds why variants changed, and which patches have nothing left to do.
  func addPatchNotes(of report: Report, to page: inout TextPage) {
    let renderer = DiagnosticRenderer(terminal: terminal, upstream: report.upstream)
    for patch in report.patches where patch.variantChange != nil || patch.retirement != nil {
      page.addBlank()
      var title = StyledText(patch.id, .strong)
      if let change = patch.variantChange { title.append(": \(change.line)") }
      page.add(title, indent: 2, hanging: 4)
      if let change = patch.variantChange {
        if let text = change.retiredText { add("= image: ", text, to: &page) }
        for decision in change.decisions { add("= why: ", decision.clause, to: &page) }
        for cause in change.causes {
          var text = StyledText("= cause: ", .faint)
          text.append(contentsOf: renderer.description(of: cause))
          page.add(text, indent: 4, hanging: 6)
        }
      }
      if let retirement = patch.retirement { add("= done: ", retirement.text, to: &page) }
    }
  }

  private func add(_ label: String, _ sentence: String, to page: inout TextPage) {
    var text = StyledText(label, .faint)
    text.append(sentence: sentence)
    page.add(text, indent: 4, hanging: 6)
  }
}
