import Findings
import GitKit
import PatchKit
import Rendering
import Reports
import UpgradeKit

/// Upstream's releases as a table.
struct ReleaseList {
  /// The table.
  let text: String
  /// What else there is to tell.
  let notes: [String]

  /// Lays out the releases of a range.
  ///
  /// - Parameters:
  ///   - listing: those to show, oldest first.
  ///   - catalogue: all that upstream has.
  ///   - locked: the release that the deployment was generated from.
  init(
    _ listing: ReleaseListing, of catalogue: ReleaseCatalogue, locked: Lock.Upstream?,
    terminal: TerminalOptions
  ) {
    var rows: [[StyledText]] = []
    for release in listing.releases {
      var marks = StyledText()
      if release.isLocked { marks.append("locked", .success) }
      if release.isLocked, release.commit != locked?.commit.hex {
        marks.append(" at another commit", .severity(.error))
      }
      if release.isNewest {
        marks.append(release.isLocked ? ", " : "")
        marks.append("newest", .strong)
      }
      rows.append([
        StyledText(release.name, release.isLocked ? .strong : .plain), StyledText(release.date),
        StyledText(String(release.commit.prefix(7)), .code),
        StyledText(release.tagObject == nil ? "lightweight" : "annotated", .faint),
        StyledText(Self.text(of: release.distance), .faint), marks,
      ])
    }
    text = TableText(terminal: terminal).render(rows)

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

  /// The distance from the locked release, `+3`; empty for itself and without a lock.
  private static func text(of distance: Int?) -> String {
    guard let distance, distance != 0 else { return "" }
    return distance > 0 ? "+\(distance)" : "\(distance)"
  }
}
