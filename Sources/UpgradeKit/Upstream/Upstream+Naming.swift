import Editing
import Findings
import GitKit
import PatchKit

extension Upstream {
  /// The release, or the commit, that people mean by a name.
  ///
  /// - Throws: ``UpgradeFailure`` that says which names there are instead.
  package func release(named text: String) throws(UpgradeFailure) -> Release {
    guard let reference = UpstreamReference(text) else { throw unknown(text) }
    if case .release(let name) = reference, catalogue[name] == nil { throw unknown(text) }
    return try release(reference)
  }

  /// The release, or the commit, that people mean.
  ///
  /// - Throws: ``UpgradeFailure`` that says which names there are instead.
  package func release(_ reference: UpstreamReference) throws(UpgradeFailure) -> Release {
    switch reference {
    case .latest:
      guard let newest = catalogue.newest else { throw unknown("latest") }
      return newest
    case .release(let name):
      if let release = catalogue[name] { return release }
      throw unknown(name.description)
    case .revision(let name):
      let found = try read { () throws(GitError) in try repository.commit(named: name) }
      guard let found else { throw try unknownRevision(name) }
      return try release(of: found)
    }
  }

  /// The releases of a range, oldest first, and the commits that it begins or ends with if they are no releases.
  package func releases(in range: ReleaseRange) throws(UpgradeFailure) -> [Release] {
    let first = try limit(range.first)
    let last = try limit(range.last)
    if let first, let last, first.name > last.name {
      throw UpgradeFailure(
        .unknownRelease, "\(first.name) is newer than \(last.name), so nothing is between them",
        advice: ["name the older one first"])
    }
    let between = catalogue.releases.filter { release in
      (first.map { $0.name <= release.name } ?? true)
        && (last.map { release.name <= $0.name } ?? true)
    }
    let others = Set([first?.commit, last?.commit].compactMap(\.self))
    return (between + others).sorted { $0.name < $1.name }
  }

  /// Where a range begins or ends: the name, and the commit when it is in no release. A release that does not exist is
  /// a limit like any other.
  private func limit(
    _ end: UpstreamReference?
  ) throws(UpgradeFailure) -> (name: ReleaseName, commit: Release?)? {
    guard let end else { return nil }
    if case .release(let name) = end { return (name, nil) }
    let release = try release(end)
    return (release.name, release.name.isRelease ? nil : release)
  }

  /// A commit as a state of upstream: the release that it is, or how far it is beyond the newest one in its history.
  func release(of commit: ObjectID) throws(UpgradeFailure) -> Release {
    if let release = catalogue.releases.last(where: { $0.commit == commit }) { return release }
    let name = try read { () throws(GitError) -> ReleaseName? in
      for release in catalogue.releases.reversed()
      where try repository.distance(from: commit, to: release.commit) == 0 {
        return release.name.followed(
          by: commit.short, after: try repository.distance(from: release.commit, to: commit))
      }
      return nil
    }
    guard let name else {
      throw UpgradeFailure(
        .unknownRelease, "the commit \(commit.short) is older than every release of upstream",
        evidence: catalogue.releases.first.map { ["the oldest release is \($0.name)"] } ?? [],
        advice: ["take a release, or a commit after one; `confomeet-upgrade releases` lists them"])
    }
    return Release(name: name, commit: commit)
  }
}

extension Upstream {
  private func unknown(_ text: String) -> UpgradeFailure {
    if let tag = catalogue.unusable.first(where: { $0.name == text }) {
      return UpgradeFailure(
        .tagUnusable, "the tag \(text) can't be used", evidence: [tag.error.description],
        advice: ["take another release, and tell upstream; `confomeet-upgrade releases` lists them"]
      )
    }
    guard let newest = catalogue.newest else {
      return UpgradeFailure(
        .unknownRelease, "upstream has no release `\(text)`",
        evidence: ["upstream has no release at all"],
        advice: ["see that `--upstream` names docker-jitsi-meet, with its tags"])
    }
    let close = meant(by: text).map { "`\($0)`" }
    return UpgradeFailure(
      .unknownRelease, "upstream has no release `\(text)`",
      evidence: ["the newest release is \(newest.name)"],
      advice: (close.isEmpty ? [] : ["did you mean \(close.joined(separator: ", "))?"])
        + ["`confomeet-upgrade releases` lists them all"])
  }

  /// The names that somebody who wrote a text may have meant.
  private func meant(by text: String) -> [String] {
    let close = catalogue.suggestions(for: text).map(\.description)
    guard close.isEmpty else { return close }
    if Suggestion.nearest(to: text, in: ["latest"]) != nil { return ["latest"] }
    // A branch without the sign that makes it one; what can't be read is no name to suggest.
    let isThere = (try? repository.commit(named: text)) ?? nil
    return UpstreamReference("@" + text) != nil && isThere != nil ? ["@" + text] : []
  }

  private func unknownRevision(_ name: String) throws(UpgradeFailure) -> UpgradeFailure {
    let branches = try read { () throws(GitError) in try repository.branchNames() }
    let nearest = Suggestion.nearest(to: name, in: branches)
    return UpgradeFailure(
      .unknownRelease, "upstream has no branch, tag or commit `\(name)`",
      evidence: branches.isEmpty
        ? [] : ["its branches are \(branches.prefix(8).joined(separator: ", "))"],
      advice: (nearest.map { ["did you mean `@\($0)`?"] } ?? [])
        + ["name a branch, `@master`, or a commit by its id, `@e127e5d`"])
  }
}
