import GitKit
import PatchKit
import ReportKit
import UpgradeKit

/// Upstream's releases as a table.
struct ReleaseList {
  /// The table.
  let text: String
  /// What else there is to tell.
  let notes: [String]

  /// Lays out the releases of a range.
  ///
  /// - Parameter locked: the release that the deployment was generated from.
  init(
    _ catalogue: ReleaseCatalogue, in range: ReleaseRange?, locked: Lock.Upstream?,
    terminal: TerminalOptions
  ) {
    var table = TextTable()
    for release in catalogue.releases where range?.contains(release.name) ?? true {
      let isLocked = release.name.description == locked?.tag
      var marks = StyledText()
      if isLocked { marks.append("locked", .success) }
      if isLocked, release.commit != locked?.commit {
        marks.append(" at another commit", .severity(.error))
      }
      if release.name == catalogue.newest?.name {
        marks.append(isLocked ? ", " : "")
        marks.append("newest", .strong)
      }
      table.add([
        StyledText(release.name.description, isLocked ? .strong : .plain),
        StyledText(release.commit.short, .code),
        StyledText(release.tagObject == nil ? "lightweight" : "annotated", .faint), marks,
      ])
    }
    var page = TextPage(terminal)
    for line in table.lines(width: terminal.width) { page.addLine(line) }
    text = page.text

    var notes: [String] = []
    if catalogue.releases.isEmpty {
      notes.append("upstream has no release")
    } else if text.isEmpty {
      notes.append("upstream has no release in that range")
    }
    if let tag = locked?.tag, !catalogue.releases.contains(where: { $0.name.description == tag }) {
      notes.append("the locked release \(tag) is not among upstream's")
    }
    self.notes = notes
  }
}
