import Reports

/// The commits between the releases that touch files in use, by the release that they came with.
struct HTMLCommitsSection: HTMLSection {
  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard let changes = report.upstreamChanges, changes.touchingCount > 0 else { return nil }
    let links = UpstreamLinks(report.upstream)
    var body = tag(.p) { "\(changes.commitsText): \(changes.kindsText)." }
    body.append(
      budget.taking(changes.releases.filter { !$0.commits.isEmpty }, "release") { release in
        tag(.details, .class("item"), .searched) {
          tag(.summary) {
            tag(.h3) {
              HTML.unseen("commits of ")
              release.release
            }
            tag(.span, .class("aside")) { Report.count(release.commits.count, "commit") }
          }
          tag(.div, .class("inside")) {
            tag(.ul, .class("commits")) {
              release.commits.map { commit in tag(.li) { html(of: commit, links) } }
            }
          }
        }
      })
    return HTMLPart(
      id: "commits", title: changes.isReversed ? "Commits that are taken back" : "Commits",
      count: changes.touchingCount, body: body)
  }

  @HTMLBuilder private func html(of commit: ReportedCommit, _ links: UpstreamLinks) -> HTML {
    tag(.span, .class("kind \(commit.kind.rawValue)")) { commit.kind.label }
    " "
    HTML.commit(commit.commit, links)
    " "
    tag(.span, .class("text")) { commit.line }
    if let number = commit.pullRequest {
      " "
      HTML.pullRequest(number, links)
    }
    tag(.span, .class("date")) { " \(commit.date)" }
  }
}

extension HTML {
  /// A pull request's number, a link where there is a page.
  static func pullRequest(_ number: Int, _ links: UpstreamLinks) -> HTML {
    link(links.pullRequest(number)) { HTML("#\(number)") }
  }
}
