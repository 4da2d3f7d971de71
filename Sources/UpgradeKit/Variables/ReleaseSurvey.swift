import Editing
import Findings
import GitKit
import PatchKit

/// The variables of upstream's releases, looked at only when asked for, and once where there are not too many.
final class ReleaseSurvey {
  let upstream: Upstream
  let readings: EnvironmentReadings
  private let isCancelled: () -> Bool
  private var known: [ObjectID: VariableMap] = [:]
  /// All releases up to one.
  private var whole: (last: Release, history: VariableHistory)?

  /// So many releases are kept.
  private static let limit = 100

  init(
    _ upstream: Upstream, readings: EnvironmentReadings = EnvironmentReadings(),
    isCancelled: @escaping () -> Bool
  ) {
    self.upstream = upstream
    self.readings = readings
    self.isCancelled = isCancelled
  }

  /// The variables of a release as upstream has it.
  func map(of release: Release) throws(UpgradeFailure) -> VariableMap {
    if let map = known[release.commit] { return map }
    guard !isCancelled() else {
      throw UpgradeFailure(.cancelled, "interrupted; nothing was changed")
    }
    let files = try upstream.files(of: release)
    let map = VariableMap(
      of: files, upstream: files, release: release.name, readings: readings)
    if known.count >= Self.limit { known = [:] }
    known[release.commit] = map
    return map
  }

  /// What became of variables from one release to another, in that direction.
  func history(
    from first: Release, to last: Release
  ) throws(UpgradeFailure) -> VariableHistory {
    let (low, high) = (min(first.name, last.name), max(first.name, last.name))
    let between = upstream.catalogue.releases.filter { low < $0.name && $0.name < high }
    let releases = (between + Set([first, last])).sorted { $0.name < $1.name }
    return try history(of: first.name <= last.name ? releases : releases.reversed())
  }

  private func history(of releases: [Release]) throws(UpgradeFailure) -> VariableHistory {
    var history = VariableHistory()
    for release in releases { history.add(try map(of: release)) }
    return history
  }

  /// What became of names that a release does not know: older releases are looked at until all are found.
  func former(
    _ names: [String], before last: Release
  ) throws(UpgradeFailure) -> [String: EnvironmentCheck.FormerVariable] {
    var missing = Set(names)
    guard !missing.isEmpty else { return [:] }
    let releases = upstream.catalogue.releases.filter { $0.name <= last.name }
    var start = releases.endIndex
    while start > releases.startIndex, !missing.isEmpty {
      start -= 1
      let map = try map(of: releases[start])
      missing = missing.filter { map[$0]?.isSettable != true }
    }
    let history = try history(of: Array(releases[start...]))
    var former: [String: EnvironmentCheck.FormerVariable] = [:]
    for name in names { former[name] = history.former(name) }
    return former
  }

  /// The last rename of a name up to a release, though the name may have come back since; `nil` for none.
  func rename(
    of name: String, before last: Release
  ) throws(UpgradeFailure) -> EnvironmentCheck.FormerVariable? {
    if let whole, whole.last == last { return whole.history.rename(of: name) }
    let history = try history(of: upstream.catalogue.releases.filter { $0.name <= last.name })
    whole = (last, history)
    return history.rename(of: name)
  }

  /// Which of some values their variables had for a default: older releases are looked at until all are found.
  func formerDefaults(
    _ values: [String: String], before last: Release
  ) throws(UpgradeFailure) -> [String: ValueCheck.FormerDefault] {
    var missing = values
    var found: [String: ValueCheck.FormerDefault] = [:]
    var next: ReleaseName?
    var search = ValueSearch()
    for release in upstream.catalogue.releases.reversed() where release.name <= last.name {
      guard !missing.isEmpty else { break }
      defer { next = release.name }
      // Most releases have most values nowhere: these need not be followed through them.
      let files = try upstream.files(of: release)
      let held = missing.filter { search.isThere($0.key, $0.value, in: files) }
      guard !held.isEmpty else { continue }
      let map = try map(of: release)
      for (name, value) in held {
        guard let variable = map[name] else {
          missing[name] = nil
          continue
        }
        guard map.defaults(of: variable).has(value) else { continue }
        missing[name] = nil
        found[name] = next.map {
          ValueCheck.FormerDefault(lastRelease: release.name.reference, changedIn: $0.reference)
        }
      }
    }
    return found
  }
}

/// Looks for files that have both a name and a value, each file once for all releases.
private struct ValueSearch {
  private struct Key: Hashable {
    let name: String
    let content: ContentKey
  }

  private var known: [Key: Bool] = [:]

  mutating func isThere(_ name: String, _ value: String, in files: FileTree) -> Bool {
    let (name, wanted, part) = (name, Array(value.utf8), Array(name.utf8))
    for path in files.paths {
      guard let content = files[path]?.content, content.count >= wanted.count else { continue }
      let key = Key(name: name, content: ContentKey(content))
      let isThere = known[key] ?? (content.holds(wanted) && content.holds(part))
      known[key] = isThere
      if isThere { return true }
    }
    return false
  }
}
