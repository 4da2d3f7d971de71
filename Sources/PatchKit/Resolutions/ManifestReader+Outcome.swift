import Editing
import Findings

extension ManifestReader {
  /// What a resolution decides.
  func outcome(
    of values: ManifestValues, _ scope: ConflictScope
  ) throws(ManifestError) -> Resolution.Outcome {
    typealias Word = ResolutionManifest.Outcome
    let place = values.place(of: ResolutionManifest.outcome)
    let removal = ConflictKind.removedByTheirs.rawValue
    let isRemoval = try values[ResolutionManifest.conflict] == removal && scope == .file
    let text = try values[ResolutionManifest.text]
    let word = Word(rawValue: try values[ResolutionManifest.outcome])
    switch (word, isRemoval) {
    case (.ours, true), (.theirs, true):
      throw ManifestError(
        invalid: "of a file that upstream removed the outcome is `keep`, `remove` or `text`",
        at: place)
    case (.keep, false), (.remove, false):
      throw ManifestError(
        invalid: "`keep` and `remove` are for a whole file that upstream removed", at: place)
    default: break
    }
    guard (text != nil) == (word == .text) else {
      throw ManifestError(
        invalid: text == nil
          ? "with the outcome `text` there must be the key `text`"
          : "the key `text` is for the outcome `text`",
        at: text == nil ? place : values.place(of: ResolutionManifest.text))
    }
    switch word {
    case .ours, .keep: return .ours
    case .theirs, .remove: return .theirs
    case .text, nil:
      let text = text ?? ""
      try checkMarkers(text, at: values.place(of: ResolutionManifest.text))
      return .text(text)
    }
  }

  /// A text with the markers of a conflict settles nothing.
  private func checkMarkers(_ text: String, at place: ManifestPlace) throws(ManifestError) {
    for line in text.utf8.split(separator: 0x0A) {
      guard let first = line.first, "<>|".utf8.contains(first) else { continue }
      let run = line.prefix { $0 == first }
      let next = line.dropFirst(run.count).first ?? 0x20
      guard run.count >= 7, next == 0x20 || next == 0x0D else { continue }
      throw ManifestError([
        Finding(
          .resolutionHasMarkers, "the text of a resolution has conflict markers",
          places: [place.place],
          evidence: ["a line begins with `\(String(Substring(run.prefix(7))))`"],
          advice: ["write the text as it is to stand in the file"])
      ])
    }
  }
}
