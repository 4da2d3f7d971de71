import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// The places in people's own files that name the release in use, and what becomes of them.
struct MarkerMoves {
  /// One file's new content.
  struct Move {
    let path: TreePath
    let before: FileTree.File
    let after: FileTree.File
  }

  /// The files to write.
  private(set) var moves: [Move] = []
  /// What is reported.
  private(set) var reported: [ReportedMarker] = []
  /// Markers that were not found, or stand more than once.
  private(set) var findings: [Finding] = []

  /// Looks for the markers.
  ///
  /// - Throws: ``FileSystemError`` when a file is there and cannot be read.
  init(
    _ markers: [PatchSet.VersionMarker], in folder: (any FileSource)?, release: ReleaseName
  ) throws(FileSystemError) {
    for marker in markers {
      // A deployment without the file has no marker to move.
      guard let folder, try folder.kind(at: marker.file) != nil else { continue }
      let index = moves.firstIndex { $0.path == marker.file }
      let original: FileTree.File
      if let index {
        original = moves[index].before
      } else {
        original = try folder.file(at: marker.file)
      }
      let current = index.map { moves[$0].after } ?? original
      switch VersionMarker(marker.pattern).move(current.content, to: release.tag) {
      case .moved(let content, let mention):
        let move = Move(
          path: marker.file, before: original,
          after: FileTree.File(mode: original.mode, content: content))
        if let index { moves[index] = move } else { moves.append(move) }
        reported.append(
          ReportedMarker(
            file: marker.file.text, line: mention.position.line, from: mention.release,
            to: release.tag))
      case .already: continue
      case .notFound: report(marker, "no place in \(marker.file) matches", evidence: [])
      case .ambiguous(let mentions):
        report(
          marker, "\(mentions.count) places in \(marker.file) match",
          evidence: mentions.map { "line \($0.position.line): \($0.release)" })
      }
    }
  }

  private mutating func report(
    _ marker: PatchSet.VersionMarker, _ what: String, evidence: [String]
  ) {
    findings.append(
      Finding(
        .versionMarkerNotFound, "\(what) the version marker `\(marker.pattern)`",
        places: [marker.place.place, Place(.deployment, marker.file.text)], evidence: evidence,
        advice: ["name the release there by hand, and mend the pattern"]))
  }
}
