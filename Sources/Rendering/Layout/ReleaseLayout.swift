import Findings
import Reports

/// Lays out upstream's releases.
enum ReleaseLayout {
  /// The page: a row for each release.
  ///
  /// - Parameter locked: the commit that the lock names; `nil` without a lock.
  static func page(of listing: ReleaseListing, locked: String?) -> Page {
    let rows = listing.releases.map { release in
      Table.Row([
        StyledText(release.name, release.isLocked ? .strong : .plain), StyledText(release.date),
        StyledText(String(release.commit.prefix(7)), .code),
        StyledText(release.tagObject == nil ? "lightweight" : "annotated", .faint),
        StyledText(text(of: release.distance), .faint), marks(of: release, locked: locked),
      ])
    }
    let columns = Array(repeating: "", count: 6)
    return Page(list: [.table(Table("Releases", noun: "release", columns: columns, rows))])
  }

  private static func marks(of release: ReleaseListing.Entry, locked: String?) -> StyledText {
    var marks = StyledText()
    if release.isLocked { marks.append("locked", .success) }
    if release.isLocked, release.commit != locked {
      marks.append(" at another commit", .severity(.error))
    }
    if release.isNewest {
      marks.append(release.isLocked ? ", " : "")
      marks.append("newest", .strong)
    }
    return marks
  }

  /// The distance from the locked release, `+3`; empty for itself and without a lock.
  private static func text(of distance: Int?) -> String {
    guard let distance, distance != 0 else { return "" }
    return distance > 0 ? "+\(distance)" : "\(distance)"
  }
}
