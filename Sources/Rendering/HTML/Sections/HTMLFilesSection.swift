import Reports

/// The generated files by what became of them, each with its change.
struct HTMLFilesSection: HTMLSection {
  private static let order = ReportedFile.Verdict.allCases.sorted { $0.rank < $1.rank }

  /// A change of more lines than this is folded.
  private static let longestOpen = 500

  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard !report.files.isEmpty else { return nil }
    var body = HTML()
    if report.files.contains(where: { $0.diff != nil }) { body.append(controls) }
    for verdict in Self.order {
      let files = report.files(verdict)
      guard !files.isEmpty else { continue }
      let list = self.list(files, verdict, budget: &budget)
      body.append(
        tag(.section, .class("group"), .labelled(by: "files-\(verdict.rawValue)")) {
          tag(.h3, .id("files-\(verdict.rawValue)")) {
            report.text(of: verdict).prefix(1).uppercased() + report.text(of: verdict).dropFirst()
            " "
            tag(.span, .class("count")) { String(files.count) }
          }
          list
        })
    }
    return HTMLPart(id: "files", title: "Files", count: report.files.count, body: body)
  }

  /// How changes are shown; the style sheet goes by which of the two is checked.
  private var controls: HTML {
    tag(.div, .class("controls")) {
      tag(.fieldset, .class("views")) {
        tag(.legend) { "Changes" }
        tag(.input, .type("radio"), .name("view"), .id("view-split"), .checked, .autocompleteOff)
        tag(.label, .for("view-split")) { "In two columns" }
        tag(.input, .type("radio"), .name("view"), .id("view-unified"), .autocompleteOff)
        tag(.label, .for("view-unified")) { "Line under line" }
      }
      tag(.div, .id("folding"), .hidden) {
        tag(.button, .type("button"), .id("unfold")) { "Unfold all" }
        tag(.button, .type("button"), .id("fold")) { "Fold all" }
      }
    }
  }

  private func list(
    _ files: [ReportedFile], _ verdict: ReportedFile.Verdict, budget: inout HTMLBudget
  ) -> HTML {
    let plain = files.filter { $0.diff == nil }
    var result = budget.taking(files.filter { $0.diff != nil }, "file") { file in
      change(of: file, verdict)
    }
    guard !plain.isEmpty else { return result }
    result.append(
      tag(.ul, .class("plain")) {
        budget.taking(plain, "file", in: .list) { file in
          tag(.li, .searched) {
            HTML.code(file.path)
            if let mode = file.modeText { tag(.span, .class("aside")) { mode } }
          }
        }
      })
    return result
  }

  private func change(of file: ReportedFile, _ verdict: ReportedFile.Verdict) -> HTML {
    let diff = file.diff.flatMap { UnifiedDiff($0) }
    // What is added or removed as a whole is looked at less than what is changed.
    let isOpen =
      [.updated, .merged].contains(verdict) && (diff?.lineCount ?? 0) <= Self.longestOpen
    return HTML(
      .details, [.class("item file"), .searched] + (isOpen ? [.open] : []),
      content: HTMLBuilder.buildArray([
        tag(.summary) { summary(of: file, diff) },
        tag(.div, .class("inside")) { HTMLDiff.html(of: file.diff ?? "", path: file.path) },
      ]))
  }

  @HTMLBuilder private func summary(of file: ReportedFile, _ diff: UnifiedDiff?) -> HTML {
    HTML.code(file.path)
    tag(.span, .class("aside")) {
      if let mode = file.modeText { "\(mode) " }
      if let diff {
        tag(.span, .class("plus")) { "+\(diff.added)" }
        " "
        tag(.span, .class("minus")) { "−\(diff.removed)" }
        HTML.unseen(" lines")
      }
    }
  }
}

extension ReportedFile.Verdict {
  /// The place in the order: what a person has to look at first.
  fileprivate var rank: Int {
    switch self {
    case .conflict: 0
    case .merged: 1
    case .kept: 2
    case .updated: 3
    case .removed: 4
    case .added: 5
    case .unchanged: 6
    }
  }
}
