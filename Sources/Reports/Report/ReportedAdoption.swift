/// Where the files of a deployment that was made by hand come from.
package struct ReportedAdoption: Sendable, Hashable, Codable {
  /// The files that come from upstream or that the patch set generates, by path.
  package private(set) var files: [AdoptedFile]
  /// The number of files that are people's own.
  package var ownFiles: Int
  /// The releases that the deployment may have been made from, the closest first.
  package var candidates: [AdoptionCandidate]

  /// Makes an adoption; the files are sorted.
  package init(
    files: [AdoptedFile] = [], ownFiles: Int = 0, candidates: [AdoptionCandidate] = []
  ) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.ownFiles = ownFiles
    self.candidates = candidates
  }

  /// The files in one state.
  package func files(_ state: AdoptedFile.State) -> [AdoptedFile] {
    files.filter { $0.state == state }
  }
}

/// A file of a deployment that was made by hand.
package struct AdoptedFile: Sendable, Hashable, Codable {
  /// What it is to what the tool generates.
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// Exactly what the patch set generates.
    case generated
    /// Exactly what upstream has, where the patch set generates something else.
    case upstream
    /// Made from what is generated, with changes of people's.
    case edited
    /// Made from a generated file, and stands somewhere else.
    case moved
    /// A file that is generated without the patch set, too, and is not there: people left it out.
    case missing
    /// A file that only the patch set has, and that never was there: the next upgrade adds it.
    case notInstalled
    /// Something stands in the place of a generated file that is no file, or has next to nothing in common with it.
    case foreign
    /// One of upstream's that is not generated: no upgrade touches it.
    case extra
  }

  /// What the file was made from, and the next upgrade merges with.
  package enum Base: String, Sendable, Hashable, Codable, CaseIterable {
    /// Upstream's own file, without the customisations.
    case upstream
  }

  /// The path in the deployment; of a missing file the one that it would have.
  package var path: String
  /// What it is to what the tool generates.
  package var state: State
  /// The path that it has upstream, or among the files that the patch set adds.
  package var origin: String
  /// The path in the deployment that the tool generates it at, when that is another.
  package var place: String?
  /// What it was made from; `nil` for the generated file.
  package var base: Base?
  /// How much of it is as in the file that it comes from, in percent; `nil` when nothing can be compared.
  package var likeness: Int?
  /// The parts that people added, by what the file says: services, keys, variables. Never a value.
  package var added: [String]
  /// The parts that people changed.
  package var changed: [String]
  /// The parts that people dropped.
  package var dropped: [String]
  /// The lines that people added, wherever they stand and whatever they are indented by; `nil` when the file is as
  /// generated, or is no text.
  package var linesAdded: Int?
  /// The lines that people dropped.
  package var linesDropped: Int?
  /// The mode, when it is another than that of the generated file.
  package var mode: String?

  /// Makes a file.
  package init(
    path: String, state: State, origin: String, place: String? = nil, base: Base? = nil,
    likeness: Int? = nil, added: [String] = [], changed: [String] = [], dropped: [String] = [],
    linesAdded: Int? = nil,
    linesDropped: Int? = nil, mode: String? = nil
  ) {
    self.path = path
    self.state = state
    self.origin = origin
    self.place = place
    self.base = base
    self.likeness = likeness
    self.added = added
    self.changed = changed
    self.dropped = dropped
    self.linesAdded = linesAdded
    self.linesDropped = linesDropped
    self.mode = mode
  }
}

/// A release that a deployment may have been made from, with what speaks for it.
package struct AdoptionCandidate: Sendable, Hashable, Codable {
  /// The release.
  package var release: ReportedRelease
  /// The files of the deployment that are exactly the release's.
  package var equalFiles: Int
  /// The files of the deployment that come from a file of the release.
  package var files: Int
  /// The lines that these have in common with the release's.
  package var sharedLines: Int
  /// The lines that only one of the two has.
  package var differingLines: Int
  /// How often images are pinned to the release.
  package var pins: Int
  /// The version markers that name the release, `README.md:4`.
  package var markers: [String]
  /// Whether nothing tells it from the closest release.
  package var isAsClose: Bool

  /// Makes a candidate.
  package init(
    release: ReportedRelease, equalFiles: Int, files: Int, sharedLines: Int, differingLines: Int,
    pins: Int, markers: [String], isAsClose: Bool
  ) {
    self.release = release
    self.equalFiles = equalFiles
    self.files = files
    self.sharedLines = sharedLines
    self.differingLines = differingLines
    self.pins = pins
    self.markers = markers
    self.isAsClose = isAsClose
  }
}
