import Editing
import Findings
import GitKit

/// What should be known of the merge of one file, besides its conflicts.
struct MergeNotes {
  private let merged: MergedFile
  private let releases: Comparison.ReleaseNames
  private let wasInstalled: Bool

  /// - Parameter wasInstalled: whether a file that is not there is known to have been there.
  init(_ merged: MergedFile, _ releases: Comparison.ReleaseNames, wasInstalled: Bool) {
    (self.merged, self.releases) = (merged, releases)
    self.wasInstalled = wasInstalled
  }

  /// A finding for each note.
  var findings: [Finding] {
    merged.notes.map(finding(of:))
  }

  /// That files are not there which are generated now as they were before.
  ///
  /// - Parameters:
  ///   - wereInstalled: whether they are known to have been there.
  ///   - release: the release that they can be made anew for.
  static func missing(_ paths: [TreePath], wereInstalled: Bool, release: String) -> [Finding] {
    guard let first = paths.first else { return [] }
    return [
      Finding(
        .deletedLocally,
        paths.count == 1
          ? "\(first) \(gone(wereInstalled))"
          : wereInstalled
            ? "\(paths.count) files were deleted by hand and stay so"
            : "\(paths.count) files are not installed and stay so",
        places: paths.map { Place(.deployment, $0.text) },
        advice: [restoring(release, wereInstalled)])
    ]
  }

  private static func gone(_ wasThere: Bool) -> String {
    wasThere ? "was deleted by hand and stays so" : "is not installed and stays so"
  }

  private static func restoring(_ release: String, _ wasThere: Bool) -> String {
    let anew = "one made anew, `confomeet-upgrade \(release) --deployment new --lock new.yaml`"
    return wasThere
      ? "if that was not meant: restore it from the deployment's history, or copy it from \(anew)"
      : "if the deployment needs it: copy it from \(anew)"
  }

  private func finding(of note: MergeNote) -> Finding {
    let place = Place(.deployment, merged.path.text)
    let subject = note.node.map { "`\($0)` in \(merged.path)" } ?? merged.path.text
    switch note.kind {
    case .deletedLocally:
      return deleted(note)
    case .defaultChanged:
      return Finding(
        .ownDefault, "\(subject) keeps the deployment's value; upstream changed its default",
        places: [place], evidence: [])
    case .ownServiceKept:
      return Finding(
        .ownServiceKept,
        "\(subject) is the deployment's own; its image stays at \(releases.old)",
        places: [place],
        advice: [
          "compare it with upstream's service that runs this image, then set the image's release by hand"
        ])
    case .mergedByLines:
      return Finding(
        .mergedByLines, "\(merged.path) was merged line by line",
        places: [self.place(of: note.reason)],
        evidence: [note.reason.map(evidence)].compactMap(\.self),
        advice: note.reason?.side == .ours
          ? ["correct it; `docker compose config` shows what Compose makes of it"] : [])
    }
  }

  private func place(of reason: MergeNote.Reason?) -> Place {
    let isOurs = reason?.side == .ours || reason?.side == .both
    return Place(.deployment, merged.path.text, line: isOurs ? reason?.line : nil)
  }

  private func evidence(_ reason: MergeNote.Reason) -> String {
    let line = reason.line.map { ", line \($0)" } ?? ""
    switch reason.side {
    case .ours: return "the deployment's file\(line): \(reason.text)"
    case .theirs: return "the file of \(releases.new)\(line): \(reason.text)"
    case .base: return "the file of \(releases.old)\(line): \(reason.text)"
    case .both: return "\(reason.text)\(line)"
    }
  }

  /// That something of upstream's stays away, by all its names.
  private func deleted(_ note: MergeNote) -> Finding {
    let place = note.node == nil ? note.file : merged.path.text
    func quoted(_ names: [String]) -> String {
      names.map { "`\($0)`" }.joined(separator: " and ")
    }
    let headline: String
    if let original = note.original {
      headline =
        "\(quoted([note.node ?? ""])) in \(merged.path) stays out: containers take it for `\(original)`, which was deleted by hand"
    } else if let node = note.node, let file = note.formerFile {
      headline =
        "`\(node)` in \(file), now \(quoted(note.newNames)) in \(merged.path), \(Self.gone(true))"
    } else {
      let now = note.newNames.isEmpty ? "" : ", now \(quoted(note.newNames)),"
      headline =
        note.node.map { "\(quoted([$0]))\(now) in \(merged.path) \(Self.gone(true))" }
        ?? "\(note.file)\(now) \(Self.gone(wasInstalled))"
    }
    let names = note.newNames.isEmpty ? [note.node].compactMap(\.self) : note.newNames
    // What it was before would not be upstream's any more.
    let advice =
      names.isEmpty
      ? Self.restoring(releases.tag, wasInstalled)
      : "if that was not meant: add \(quoted(names)) as a deployment made anew has it, `confomeet-upgrade \(releases.tag) --deployment new --lock new.yaml`"
    return Finding(
      .deletedLocally, headline, places: [Place(.deployment, place)],
      evidence: [note.original == nil ? releases.change : releases.addition],
      advice: [advice])
  }
}
