import Editing
import Findings
import GitKit
import PatchKit

/// What speaks for each release when the one is sought that a deployment was made from.
///
/// A file that is the same in many releases is read and compared once. It belongs to one thread, like upstream.
final class ReleaseEvidence {
  /// How close one release comes.
  struct Match {
    let release: Release
    /// Files that are exactly the release's.
    var equalFiles = 0
    /// Files that come from one of the release's.
    var files = 0
    /// Lines that both have, in all those files.
    var sharedLines = 0
    /// Lines that only one of the two has.
    var differingLines = 0
    /// How often the deployment pins images to the release.
    var pins = 0
    /// The version markers that name the release.
    var markers: [String] = []

    /// What speaks for the release: lines that were taken over, and images that are pinned to it. People also bring in
    /// lines of later releases, and pins outweigh a few of those.
    private var support: Int { sharedLines + pins }

    /// What releases are ordered by, the higher the better: then what was not taken over.
    private var key: [Int] { [support, -differingLines, markers.count] }

    /// Whether nothing tells it from another release.
    func isAsClose(as other: Match) -> Bool { key == other.key && equalFiles == other.equalFiles }

    /// Whether it comes closer by what the files say.
    func isCloser(than other: Match) -> Bool {
      (support, -differingLines) > (other.support, -other.differingLines)
    }

    /// The order of candidates: the closest first, then the newest.
    static func precedes(_ left: Match, _ right: Match) -> Bool {
      left.key == right.key
        ? left.release.name > right.release.name
        : right.key.lexicographicallyPrecedes(left.key)
    }
  }

  private struct Entry {
    let path: TreePath
    let id: ObjectID
  }

  private let releases: [(release: Release, entries: [Entry])]
  private let fingerprints: [ObjectID: Fingerprint]

  /// Reads upstream's releases.
  init(_ upstream: Upstream) throws(UpgradeFailure) {
    (releases, fingerprints) = try upstream.read { () throws(GitError) in
      let cache = ObjectCache(of: upstream.repository)
      var releases: [(Release, [Entry])] = []
      var fingerprints: [ObjectID: Fingerprint] = [:]
      for release in upstream.catalogue.releases {
        let tree = try upstream.repository.tree(release.commit, cache: cache)
        let files = tree.filter(\.mode.isFile)
        for entry in files where fingerprints[entry.id] == nil {
          fingerprints[entry.id] = Fingerprint(try cache.blob(entry.id))
        }
        releases.append((release, files.map { Entry(path: $0.path, id: $0.id) }))
      }
      return (releases, fingerprints)
    }
  }

  /// Compares a deployment with every release.
  ///
  /// - Parameters:
  ///   - directory: the folder of the deployment that files are generated into.
  ///   - markers: the places in people's own files that name the release.
  /// - Returns: the releases with a file in common, the closest first.
  func matches(
    _ deployment: DeploymentFiles, directory: TreePath, markers: [PatchSet.VersionMarker] = []
  ) -> [Match] {
    let paths = deployment.files.keys.filter { !$0.holdsValues }.sorted()
    let files = paths.compactMap { deployment.files[$0] }
    let sides = Side(paths, files, directory)
    var likenesses: [ObjectID: [Int: Likeness]] = [:]
    for (id, fingerprint) in fingerprints {
      likenesses[id] = sides.index.likenesses(to: fingerprint)
    }
    let pins = Self.pins(paths, files)
    let marked = Self.mentions(of: markers, in: deployment)
    return releases.compactMap { release, entries -> Match? in
      var match = match(release, entries, sides, likenesses)
      match.pins = pins[release.name.description] ?? 0
      match.markers = marked[release.name.description] ?? []
      return match.files == 0 ? nil : match
    }.sorted(by: Match.precedes)
  }

  /// The deployment's files, ready to be compared.
  private struct Side {
    let paths: [TreePath]
    let ids: [ObjectID]
    let fingerprints: [Fingerprint]
    let index: FingerprintIndex
    /// The files below the folder that files are generated into, by path from there.
    let placed: [String: Int]

    init(_ paths: [TreePath], _ files: [FileTree.File], _ directory: TreePath) {
      self.paths = paths
      ids = files.map { .ofBlob($0.content) }
      fingerprints = files.map { Fingerprint($0.content) }
      index = FingerprintIndex(fingerprints)
      var placed: [String: Int] = [:]
      for (number, path) in paths.enumerated() where path.isInside(directory.text) {
        let rest = path.text.utf8.dropFirst(directory.text.utf8.count + 1)
        placed[String(Substring(rest))] = number
      }
      self.placed = placed
    }
  }

  private func match(
    _ release: Release, _ entries: [Entry], _ sides: Side,
    _ likenesses: [ObjectID: [Int: Likeness]]
  ) -> Match {
    var match = Match(release: release)
    var taken: Set<Int> = []
    var rest: [Entry] = []
    for entry in entries {
      guard let file = sides.placed[entry.path.text] else {
        rest.append(entry)
        continue
      }
      taken.insert(file)
      add(entry, file, sides, likenesses, to: &match)
    }
    // What is at no place of the release's: each file counts once, where it fits best.
    var pairs: [(entry: Entry, file: Int, ratio: Double)] = []
    for entry in rest {
      guard let other = fingerprints[entry.id] else { continue }
      for (file, likeness) in likenesses[entry.id] ?? [:] where !taken.contains(file) {
        let ratio = likeness.ratio(sides.fingerprints[file], other)
        if ratio >= 0.5 { pairs.append((entry, file, ratio)) }
      }
    }
    pairs.sort {
      $0.ratio == $1.ratio
        ? ($0.entry.path, $0.file) < ($1.entry.path, $1.file) : $0.ratio > $1.ratio
    }
    var used: Set<TreePath> = []
    for pair in pairs where !taken.contains(pair.file) && !used.contains(pair.entry.path) {
      taken.insert(pair.file)
      used.insert(pair.entry.path)
      add(pair.entry, pair.file, sides, likenesses, to: &match)
    }
    return match
  }

  private func add(
    _ entry: Entry, _ file: Int, _ sides: Side, _ likenesses: [ObjectID: [Int: Likeness]],
    to match: inout Match
  ) {
    guard let other = fingerprints[entry.id] else { return }
    let isEqual = sides.ids[file] == entry.id
    let likeness = likenesses[entry.id]?[file] ?? Likeness()
    let own = sides.fingerprints[file]
    guard isEqual || likeness.ratio(own, other) >= Origins.doubt else { return }
    match.files += 1
    if isEqual { match.equalFiles += 1 }
    match.sharedLines += likeness.lines
    match.differingLines += own.count + other.count - 2 * likeness.lines
  }

  /// How often images are pinned to each release.
  private static func pins(_ paths: [TreePath], _ files: [FileTree.File]) -> [String: Int] {
    var pins: [String: Int] = [:]
    for (path, file) in zip(paths, files) {
      guard case .compose = MergeMethod(path) else { continue }
      for release in ReleasePins.releases(in: file.content) { pins[release, default: 0] += 1 }
    }
    return pins
  }

  /// The markers that name each release, with their places.
  private static func mentions(
    of markers: [PatchSet.VersionMarker], in deployment: DeploymentFiles
  ) -> [String: [String]] {
    var places: [String: [String]] = [:]
    for marker in markers {
      guard let file = deployment.files[marker.file] else { continue }
      for mention in VersionMarker(marker.pattern).mentions(in: file.content) {
        places[mention.release, default: []].append("\(marker.file):\(mention.position.line)")
      }
    }
    return places
  }
}

extension ReleasePins {
  /// The releases that images are pinned to, each as often as it is named.
  fileprivate static func releases(in bytes: [UInt8]) -> [String] {
    let prefix = Array("stable-".utf8)
    var releases: [String] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == prefix[0], index > 0, ":-".utf8.contains(bytes[index - 1]),
        bytes[index...].starts(with: prefix)
      else {
        index += 1
        continue
      }
      var end = index + prefix.count
      while end < bytes.count,
        bytes[end] == UInt8(ascii: "-")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end])
      {
        end += 1
      }
      let name = String(decoding: bytes[index..<end], as: UTF8.self)
      if ReleaseName(name) != nil { releases.append(name) }
      index = end
    }
    return releases
  }
}
