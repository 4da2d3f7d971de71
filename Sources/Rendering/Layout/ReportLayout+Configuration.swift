import Findings
import Reports

extension ReportLayout {
  /// What services make of their configuration, or how that changes, folded per service.
  var configuration: [Section] {
    guard let configuration = report.configuration else { return [] }
    let services = configuration.telling
    // That nothing is known stands among the facts.
    guard !services.isEmpty || report.verdict == .shown else { return [] }
    let isChange = configuration.isChange
    let blocks = services.map { service -> Block in
      let list = Block.list(
        List("file", (isChange ? service.changed : service.files).map { item(of: $0) }))
      let notes = [
        service.stop.map { StyledText("its container stops: \($0)", .severity(.warning)) }
      ].compactMap(\.self).map { Block.text($0) }
      let files = service.files.isEmpty ? [] : [list]
      // What was asked for is shown at once.
      return report.verdict == .shown
        ? .group(StyledText(service.name, .strong), notes + files)
        : .folded(StyledText(title(of: service)), notes + files, isBackground: false)
    }
    var rest: [StyledText] = []
    func tell(_ label: String, _ isMeant: (ReportedConfiguration.Service) -> Bool) {
      let names = configuration.services.filter(isMeant).map(\.name)
      guard !names.isEmpty else { return }
      rest.append(StyledText("\(label): \(names.joined(separator: ", "))", .faint))
    }
    if report.verdict != .shown {
      rest.append(StyledText("with the variables of: \(configuration.variables)", .faint))
    }
    if isChange { tell("as before") { $0.changed.isEmpty && $0.problem == nil } }
    let reasons = Set(configuration.services.compactMap(\.problem)).sorted()
    for reason in reasons { tell("not known, since \(reason)") { $0.problem == reason } }
    return [
      Section(
        "configuration", isChange ? "Configuration that changes" : "Effective configuration",
        count: services.count, noun: "service", blocks + (rest.isEmpty ? [] : [.prose(rest)]))
    ]
  }

  private func title(of service: ReportedConfiguration.Service) -> String {
    "\(service.name): \(Report.count(service.changed.count, "file"))"
  }

  private func item(of file: ReportedConfiguration.File) -> Item {
    var text = StyledText.code(file.path)
    if let old = file.movedFrom { text = .code(old) + " → " + .code(file.path) }
    var children = file.failures.map { Item(StyledText("not rendered: \($0)", .removed)) }
    if let problem = file.problem { children.append(Item(StyledText("since \(problem)", .faint))) }
    if detail == .full, let doubt = file.doubt {
      children.append(Item(StyledText("may not be made: it depends on \(doubt)", .faint)))
    }
    let isShort = detail != .full && report.verdict != .shown
    var details: [Block] = []
    if let content = file.content, showsContents {
      details.append(.source(Self.lines(of: content), path: file.path))
    }
    let hunks = file.hunks.joined
    for (hunk, diff) in hunks {
      let cause = behind(hunk)
      if isShort {
        if detail == .summary, let cause,
          !children.contains(where: { $0.text.plain == cause.plain })
        {
          children.append(Item(cause))
        }
      } else if diff.isEmpty {
        // What is behind a change as well is told there.
        let isTold = hunks.contains { !$0.diff.isEmpty && $0.first.hasSameBehind(hunk) }
        if let cause, !isTold { children.append(Item(cause)) }
      } else {
        let diff = Block.diff(diff, path: file.path)
        details.append(cause.map { .group($0, [diff]) } ?? diff)
      }
    }
    return Item(
      text, label: StyledText(file.word, file.style),
      aside: StyledText(file.aside), children: children, details: details,
      isOpen: report.verdict == .shown)
  }

  /// Whether what is in files is shown: it was asked for, or everything is.
  private var showsContents: Bool {
    detail == .full || report.configuration?.asked.isEmpty == false
  }

  /// The lines of a file, of several blank ones one: templates leave them wherever their actions stand.
  private static func lines(of content: String) -> [String] {
    var lines: [String] = []
    for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, lines.last?.isEmpty ?? true { continue }
      lines.append(isBlank ? "" : String(line))
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// What is behind a change, in a line; `nil` when nothing is known.
  private func behind(_ hunk: ReportedConfiguration.Hunk) -> StyledText? {
    var parts = hunk.causes.map(finding.description)
    parts += hunk.patches.map { StyledText("patch ") + .code($0) }
    parts += hunk.variables.map { StyledText("variable ") + .code($0) }
    if hunk.isLocal { parts.append(StyledText("local edits")) }
    return parts.isEmpty ? nil : .joined(parts, by: "; ")
  }
}

extension [ReportedConfiguration.Hunk] {
  /// Those that follow one another with the same behind them, as one.
  fileprivate var joined: [(first: ReportedConfiguration.Hunk, diff: String)] {
    var result: [(first: ReportedConfiguration.Hunk, diff: String)] = []
    for hunk in self {
      if let last = result.last, !last.diff.isEmpty, last.first.hasSameBehind(hunk) {
        result[result.count - 1].diff += hunk.diff
      } else {
        result.append((hunk, hunk.diff))
      }
    }
    return result
  }
}

extension ReportedConfiguration.Hunk {
  fileprivate func hasSameBehind(_ other: Self) -> Bool {
    causes == other.causes && patches == other.patches && variables == other.variables
      && isLocal == other.isLocal
  }
}

extension ReportedConfiguration.File {
  /// What there is to say of it, in a word.
  fileprivate var word: String {
    guard failures.isEmpty || lines > 0 || state == .unknown else { return "empty" }
    switch state {
    case .made: return failures.isEmpty ? "made" : "in part"
    case .added: return "new"
    case .removed: return "gone"
    case .changed: return "changed"
    case .moved: return "moved"
    case .unchanged: return "unchanged"
    case .unknown: return "not known"
    }
  }

  fileprivate var style: Style {
    guard failures.isEmpty else { return .severity(.warning) }
    switch state {
    case .made, .unchanged, .unknown: return .faint
    case .added: return .added
    case .removed: return .removed
    case .changed, .moved: return .changed
    }
  }

  fileprivate var aside: String {
    guard state != .unknown else { return "" }
    let places = hunks.count { !$0.diff.isEmpty }
    return state == .changed ? Report.count(places, "place") : Report.count(lines, "line")
  }
}
