import Findings
import GitKit
import PatchKit
package import Reports

/// How right the forecast would have been: each of upstream's past days taken for today, on deployments of the releases
/// that were the newest then.
package enum Backtest {
  /// An edit that people make to a generated file: text that is replaced; appended where nothing is.
  package struct Edit: Sendable {
    let path: String
    let old: String
    let new: String

    /// - Parameters:
    ///   - path: from the folder of generated files.
    ///   - old: what is replaced where it stands; empty to append.
    package init(in path: String, replacing old: String, with new: String) {
      (self.path, self.old, self.new) = (path, old, new)
    }
  }

  /// Tries all intervals between the releases that the patch set supports.
  ///
  /// - Parameters:
  ///   - edits: what is edited in each deployment.
  ///   - places: the patch set and upstream; the deployment isn't looked at.
  ///   - folder: an empty folder for the deployments.
  package static func run(
    _ edits: [Edit], at places: Places, in folder: String
  ) throws(UpgradeFailure) -> ForecastRecord {
    let sources = try Sources(places)
    let since = sources.patchSet.upstream.since
    let releases = try sources.openUpstream().catalogue.releases
      .filter { release in since.map { $0 <= release.name } ?? true }
    var intervals: [ForecastRecord.Interval] = []
    for (old, new) in zip(releases, releases.dropFirst()) {
      try places.checkCancelled()
      var site = places
      site.deployment = "\(folder)/\(old.name)"
      site.lock = site.deployment + "/upstream-lock.yaml"
      site.isOffline = true
      let options = Upgrade.Options(
        release: old.name.tag, wantsDiffs: false, wantsUpstreamChanges: false,
        wantsPreconditions: false)
      guard try Upgrade.run(options, at: site).verdict == .upgraded else { continue }
      let context = try Context.toWrite(site)
      try edit(edits, context)
      intervals.append(try PastDays(from: old, to: new, in: context).interval)
    }
    return ForecastRecord(intervals)
  }

  private static func edit(_ edits: [Edit], _ context: Context) throws(UpgradeFailure) {
    guard let folder = context.deployment.folder else { return }
    var files: [TreePath: (before: FileTree.File, text: String)] = [:]
    for edit in edits {
      guard let name = TreePath.optional(edit.path) else { continue }
      let path = context.patchSet.deployment.directory.appending(name)
      do throws(FileSystemError) {
        if files[path] == nil, try folder.kind(at: path) == nil { continue }
        let file: FileTree.File
        if let known = files[path] { file = known.before } else { file = try folder.file(at: path) }
        let text = files[path]?.text ?? String(decoding: file.content, as: UTF8.self)
        files[path] = (
          file, edit.old.isEmpty ? text + edit.new : text.replacing(edit.old, with: edit.new)
        )
      } catch {
        throw UpgradeFailure(error)
      }
    }
    var changes = ChangeSet()
    for (path, file) in files {
      changes.write(
        FileTree.File(mode: file.before.mode, content: Array(file.text.utf8)), to: path,
        replacing: FileVersion(file.before))
    }
    try context.deployment.write(changes)
  }
}

/// The forecasts that would have been made between two releases.
private struct PastDays {
  private(set) var interval: ForecastRecord.Interval

  init(from old: Release, to new: Release, in context: Context) throws(UpgradeFailure) {
    let upstream = try context.sources.openUpstream()
    let forecast = try Forecast(from: old, to: new, in: context, EnvironmentFiles())
    let came = try forecast.events(at: new.commit)
    let days = try Self.days(from: old, to: new, in: upstream)
    interval = ForecastRecord.Interval(old: old.name.tag, new: new.name.tag, days: days.count)
    var since: [Forecast.Event: Int] = [:]
    var foretold: Set<Forecast.Event> = []
    for commit in days {
      let events = try forecast.events(at: commit.id)
      since = since.filter { events.contains($0.key) }
      for event in events where since[event] == nil { since[event] = commit.day }
      foretold.formUnion(events)
    }
    let release = try upstream.read { () throws(GitError) in
      try upstream.repository.commit(new.commit).day
    }
    interval.right = foretold.intersection(came).count
    interval.wrong = foretold.subtracting(came).count
    interval.missed = came.subtracting(foretold).count
    interval.warnings = foretold.intersection(came).compactMap { event in
      since[event].map { release - $0 }
    }.sorted()
  }

  /// The last commit of each day before the release's own, on the branch that it was made from.
  private static func days(
    from old: Release, to new: Release, in upstream: Upstream
  ) throws(UpgradeFailure) -> [Commit] {
    try upstream.read { () throws(GitError) in
      let repository = upstream.repository
      let own = Set(try repository.history(from: old.commit, to: new.commit).map(\.id))
      let last = try repository.commit(new.commit)
      var days: [Commit] = []
      var next = last.parents.first
      while let id = next, own.contains(id) {
        let commit = try repository.commit(id)
        if commit.day < last.day, days.last.map({ commit.day < $0.day }) ?? true {
          days.append(commit)
        }
        next = commit.parents.first
      }
      return days.reversed()
    }
  }
}

extension Commit {
  /// The day of the committer's clock in UTC, counted from 1970.
  fileprivate var day: Int { Int(committer.seconds / 86_400) }
}
