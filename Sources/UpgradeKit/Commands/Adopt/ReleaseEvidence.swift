import Editing
import Findings
import GitKit
import PatchKit

/// What speaks for each state of upstream when the one is sought that a deployment was made from.
///
/// A file that is the same in many of them is read and compared once. It belongs to one thread, like upstream.
final class ReleaseEvidence {
  /// How close one release comes, or one commit.
  struct Match {
    let release: Release
    /// Files that are exactly the release's.
    var equalFiles = 0
    /// Files that come from one of the release's.
    var files = 0
    /// Lines that both have, in all those files.
    var sharedLines = 0
    /// Lines that only the release has.
    var droppedLines = 0
    /// Lines that only one of the two has.
    var differingLines = 0
    /// How often the deployment pins images to the release.
    var pins = 0
    /// The version markers that name the release.
    var markers: [String] = []

    /// What speaks for the release: lines that were taken over, and images that are pinned to it, less what people would
    /// have dropped. They add much, also lines of later releases, and drop little.
    private var support: Int { sharedLines + Self.pinWeight * pins - droppedLines }

    /// The lines that a pin weighs: a service that people take out has dozens, and each of the others is still pinned to
    /// the release. Whoever only moves pins has files that differ in far more.
    private static let pinWeight = 4

    /// What releases are ordered by, the higher the better.
    private var key: [Int] { [support, equalFiles, markers.count] }

    /// Whether at least half of what it is made of is in the deployment.
    var isNear: Bool { sharedLines >= droppedLines }

    /// Whether nothing tells it from another release.
    func isAsClose(as other: Match) -> Bool { key == other.key }

    /// Whether it comes closer by what the files say.
    func isCloser(than other: Match) -> Bool {
      (support, equalFiles) > (other.support, other.equalFiles)
    }

    /// The order of candidates: the closest first, then releases, then the newest.
    static func precedes(_ left: Match, _ right: Match) -> Bool {
      guard left.key == right.key else { return right.key.lexicographicallyPrecedes(left.key) }
      let (one, other) = (left.release.name, right.release.name)
      return one.isRelease == other.isRelease ? one > other : one.isRelease
    }
  }

  private struct Entry {
    let path: TreePath
    let id: ObjectID
  }

  private let upstream: Upstream
  private let cache: ObjectCache
  private let sides: Side
  private let pins: [String: Int]
  private let marked: [String: [String]]
  private var fingerprints: [ObjectID: Fingerprint] = [:]
  private var likenesses: [ObjectID: [Int: Likeness]] = [:]

  /// - Parameters:
  ///   - directory: the folder of the deployment that files are generated into.
  ///   - markers: the places in people's own files that name the release.
  init(
    of deployment: DeploymentFiles, in upstream: Upstream, directory: TreeFolder,
    markers: [PatchSet.VersionMarker] = []
  ) {
    self.upstream = upstream
    cache = ObjectCache(of: upstream.repository)
    let paths = deployment.files.keys.filter { !$0.holdsValues }.sorted()
    let files = paths.compactMap { deployment.files[$0] }
    sides = Side(paths, files, directory)
    pins = Self.pins(paths, files)
    marked = Self.mentions(of: markers, in: deployment)
  }

  /// Compares the deployment with every release, and with the commits around the closest one.
  ///
  /// - Parameters:
  ///   - since: the first release that counts, unless none of those is near.
  ///   - named: a state of upstream that is compared in any case.
  /// - Returns: those with a file in common, the closest first. Of commits only those that come closer than every
  ///   release, and the one that was named.
  func matches(since: ReleaseName?, named: Release? = nil) throws(UpgradeFailure) -> [Match] {
    var matches: [Match] = []
    for release in upstream.catalogue.releases {
      if let match = try match(release) { matches.append(match) }
    }
    matches = Self.ordered(matches, since)
    if let best = matches.first, let commit = try closestCommit(around: best) {
      matches.insert(commit, at: 0)
    }
    if let named, !matches.contains(where: { $0.release == named }), let match = try match(named) {
      matches = Self.ordered(matches + [match], since)
    }
    return matches
  }

  private static func ordered(_ matches: [Match], _ since: ReleaseName?) -> [Match] {
    let sorted = matches.sorted(by: Match.precedes)
    guard let since else { return sorted }
    let (newer, older) = (
      sorted.filter { $0.release.name >= since }, sorted.filter { $0.release.name < since }
    )
    return newer.first?.isNear == true ? newer + older : sorted
  }

  /// The commit between some releases before and after one that comes closer than that; `nil` when none does.
  ///
  /// Releases that follow each other may be a bump apart, so that a commit is closest to one that isn't next to it.
  private func closestCommit(around best: Match) throws(UpgradeFailure) -> Match? {
    let releases = upstream.catalogue.releases
    guard let index = releases.firstIndex(of: best.release) else { return nil }
    let commits = try upstream.read { () throws(GitError) -> [ObjectID] in
      let repository = upstream.repository
      let last = index >= Self.reach ? releases[index - Self.reach].commit : nil
      let next =
        index + Self.reach < releases.count
        ? releases[index + Self.reach].commit : try repository.commit(named: "HEAD")
      let after = try next.map { next throws(GitError) in
        try CommitRange(of: repository, from: best.release.commit, to: next).commits
      }
      let before = try CommitRange(of: repository, from: last, to: best.release.commit).commits
      return Array(
        (after ?? []).suffix(Self.commitLimit).reversed()
          + before.prefix(Self.commitLimit).reversed())
    }
    // Of those that are as close the first counts: what came later may have been undone. A commit after the release comes
    // before those that led to it: around a release, upstream's files are the same but for the pins.
    var closest = best
    for commit in commits
    where !releases.contains(where: { $0.commit == commit }) {
      // What it is called is asked of the closest only, since that takes its time.
      let name = best.release.name.followed(by: commit.short, after: 1)
      let unnamed = Release(name: name, commit: commit)
      if let match = try match(unnamed), match.isCloser(than: closest) { closest = match }
    }
    guard closest.release.commit != best.release.commit else { return nil }
    return try match(upstream.release(of: closest.release.commit))
  }

  /// How many releases before and after the closest one are looked around.
  private static let reach = 3
  /// Upstream has a few dozen commits between two releases.
  private static let commitLimit = 500

  /// The deployment's files, ready to be compared.
  private struct Side {
    let paths: [TreePath]
    let ids: [ObjectID]
    let fingerprints: [Fingerprint]
    let index: FingerprintIndex
    /// The files below the folder that files are generated into, by path from there.
    let placed: [String: Int]

    init(_ paths: [TreePath], _ files: [FileTree.File], _ directory: TreeFolder) {
      self.paths = paths
      ids = files.map { .ofBlob($0.content) }
      fingerprints = files.map { Fingerprint($0.content, arePinsEqual: true) }
      index = FingerprintIndex(fingerprints)
      var placed: [String: Int] = [:]
      for (number, path) in paths.enumerated() where path.isInside(directory.text) {
        placed[path.below(directory).text] = number
      }
      self.placed = placed
    }
  }

  /// Compares a state of upstream; `nil` when it has no file in common with the deployment.
  private func match(_ release: Release) throws(UpgradeFailure) -> Match? {
    let entries = try upstream.read { () throws(GitError) -> [Entry] in
      try self.entries(of: release.commit)
    }
    var match = match(release, entries)
    guard match.files > 0 else { return nil }
    if release.name.isRelease {
      match.pins = pins[release.name.description] ?? 0
      match.markers = marked[release.name.description] ?? []
    }
    return match
  }

  /// The files of a commit, each looked at once, whatever commits have it.
  private func entries(of commit: ObjectID) throws(GitError) -> [Entry] {
    let files = try upstream.repository.tree(commit, cache: cache).filter(\.mode.isFile)
    for entry in files where fingerprints[entry.id] == nil {
      let fingerprint = Fingerprint(try cache.blob(entry.id), arePinsEqual: true)
      fingerprints[entry.id] = fingerprint
      likenesses[entry.id] = sides.index.likenesses(to: fingerprint)
    }
    return files.map { Entry(path: $0.path, id: $0.id) }
  }

  private func match(_ release: Release, _ entries: [Entry]) -> Match {
    var match = Match(release: release)
    var taken: Set<Int> = []
    var rest: [Entry] = []
    for entry in entries {
      guard let file = sides.placed[entry.path.text] else {
        rest.append(entry)
        continue
      }
      taken.insert(file)
      add(entry, file, to: &match)
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
      add(pair.entry, pair.file, to: &match)
    }
    return match
  }

  private func add(_ entry: Entry, _ file: Int, to match: inout Match) {
    guard let other = fingerprints[entry.id] else { return }
    let isEqual = sides.ids[file] == entry.id
    let likeness = likenesses[entry.id]?[file] ?? Likeness()
    let own = sides.fingerprints[file]
    guard isEqual || likeness.ratio(own, other) >= Origins.doubt else { return }
    match.files += 1
    if isEqual { match.equalFiles += 1 }
    match.sharedLines += likeness.lines
    match.droppedLines += other.count - likeness.lines
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
