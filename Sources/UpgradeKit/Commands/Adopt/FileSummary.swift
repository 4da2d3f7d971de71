import Editing
import GitKit
import Reports

/// What people made of a file: by what it says where that is known, and in lines.
struct FileSummary {
  private(set) var added: [String] = []
  private(set) var changed: [String] = []
  private(set) var dropped: [String] = []
  private(set) var linesAdded: Int?
  private(set) var linesDropped: Int?

  /// Compares what a file was made from with the one in the deployment.
  init(_ path: TreePath, original: FileTree.File, deployed: FileTree.File) {
    // Upstream's own pins between releases are no edit.
    let pin = ReleasePins.defaultPin(in: original.content) ?? ReleasePins.unreleased[0]
    let before = ReleasePins.releasing(original.content, as: pin)
    let after = ReleasePins.releasing(deployed.content, as: pin)
    let (old, new) = (SourceText(before), SourceText(after))
    let differences: [NodeDifference]? =
      switch MergeMethod(path) {
      case .compose: try? ComposeFile.differences(from: old, to: new)
      case .variables: try? EnvFile.differences(from: old, to: new)
      case .lines: nil
      }
    for difference in differences ?? [] {
      switch difference.kind {
      case .added: added.append(difference.path)
      case .changed: changed.append(difference.path)
      case .removed: dropped.append(difference.path)
      }
    }
    guard !before.contains(0), !after.contains(0) else { return }
    // Lines that were indented anew, or moved, are the same lines.
    let (lines, others) = (Fingerprint(before), Fingerprint(after))
    let shared = lines.likeness(to: others).lines
    linesAdded = others.count - shared
    linesDropped = lines.count - shared
  }
}

extension AdoptedFile {
  /// Makes a file with a summary of what people made of it.
  init(
    path: TreePath, state: State, origin: TreePath, place: TreePath? = nil, likeness: Double,
    base: Base? = nil, original: FileTree.File, deployed: FileTree.File
  ) {
    let summary = FileSummary(origin, original: original, deployed: deployed)
    self.init(
      path: path.text, state: state, origin: origin.text, place: place?.text, base: base,
      likeness: Int((likeness * 100).rounded(.down)), added: summary.added,
      changed: summary.changed, dropped: summary.dropped, linesAdded: summary.linesAdded,
      linesDropped: summary.linesDropped,
      mode: deployed.mode == original.mode ? nil : deployed.mode.octal)
  }
}
