import Editing
import Findings
import GitKit
import Secrets

/// Reads the resolutions of a patch set.
struct ResolutionReader {
  /// What was read, by path.
  private(set) var resolutions: [Resolution] = []
  /// What is wrong.
  private(set) var findings: [Finding] = []
  /// What is worth saying.
  private(set) var notes: [Finding] = []

  init(_ files: FileTree, folder: String) {
    for path in files.paths(below: Resolution.folder) {
      let name = folder.isEmpty ? path.text : "\(folder)/\(path)"
      guard path.folder == Resolution.folder, path.text.hasSuffix(Resolution.suffix) else {
        notes.append(
          Finding(
            .notAResolution, "`\(path)` is not read: it is no resolution",
            places: [Place(.patchSet, name)],
            advice: ["a resolution is a file `\(Resolution.folder)/<name>\(Resolution.suffix)`"]))
        continue
      }
      var reader = ManifestReader(
        name, in: files, at: path.text, borrowed: ResolutionManifest.borrowed)
      let manifest = reader.read(ResolutionManifest.mapping)
      findings += reader.findings
      if let manifest { add(Resolution(manifest, at: path.text)) }
    }
  }

  private mutating func add(_ resolution: Resolution) {
    if let other = resolutions.first(where: { $0.isOfSameConflict(as: resolution) }) {
      findings.append(
        Finding(
          .resolvedTwice, "a conflict in \(resolution.file) is settled twice",
          places: [resolution.place.place, other.place.place],
          advice: ["remove one of the two files"]))
      return
    }
    resolutions.append(resolution)
    if resolution.reason == nil {
      notes.append(
        Finding(
          .resolutionWithoutReason, "the resolution for \(resolution.subject) does not say why",
          places: [resolution.place.place],
          advice: ["add the key `because`, for those who come across it in a year"]))
    }
  }
}

extension Resolution {
  /// Whether another resolution is of the same conflict.
  package func isOfSameConflict(as other: Resolution) -> Bool {
    conflict == other.conflict
  }

  /// The part of the file that it is about, for people.
  package var part: String {
    switch conflict.scope {
    case .node(let name): name
    case .lines: "lines"
    case .file: "the file"
    }
  }

  /// What it is about, for people: a file, and the part of it.
  package var subject: String {
    switch conflict.scope {
    case .node(let name): "`\(name)` in \(file)"
    case .lines(""): "lines at the start of \(file)"
    case .lines(let line):
      "lines in \(file) after `\(SecretMask(path: file.text).masked(piece: line))`"
    case .file: "\(file)"
    }
  }
}
