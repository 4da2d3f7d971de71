import Findings
import GitKit
package import Reports
import Synchronization

/// What only reads, for several deployments: one patch set, one upstream, and each release generated once.
package enum SeveralDeployments {
  /// What is asked of each.
  package enum Task: Sendable {
    /// Whether anything is out of step.
    case drift(Drift.Options)
    /// What an upgrade would do.
    case dryRun(Upgrade.Options)

    /// The subcommand.
    fileprivate var command: String {
      switch self {
      case .drift: "drift"
      case .dryRun: "upgrade"
      }
    }
  }

  /// Looks at each deployment.
  ///
  /// - Parameters:
  ///   - places: where all else is; its deployment and lock are not looked at.
  ///   - progress: told of each part of the run when it begins.
  ///   - done: told how many deployments have been looked at.
  /// - Returns: what each came to; what can't be told of one is told in its place.
  /// - Throws: ``UpgradeFailure`` when nothing can be told of any.
  package static func run(
    _ task: Task, on list: DeploymentList, at places: Places, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }, done: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(UpgradeFailure) -> DeploymentsReport {
    progress(.patchSet)
    let sources = try Sources(places)
    let look = Look(
      task: task, places: places, shared: sharedLocks(list.entries), toolVersion: toolVersion)
    progress(.upstream)
    try open(sources, for: task, look.references(list.entries))

    progress(.compare)
    var shared = sources.shared
    // Upstream was asked just now, and each thread opens it anew.
    shared.places.maxAge = .seconds(Int64.max)
    let count = Count()
    let looks = concurrentMap(list.entries, keeping: { [shared] in Sources(shared) }) {
      let looked = look.look(at: $1, with: $0)
      done(count.next())
      return looked
    }
    try places.checkCancelled()
    for case .failure(let failure) in looks.map(\.result)
    where failure.findings.contains(where: { $0.code == .reportInTheWay }) { throw failure }
    return DeploymentsReport(
      toolVersion: toolVersion, command: task.command,
      deployments: looks.map { looked in
        switch looked.result {
        case .success(let row): row
        case .failure(let failure): look.row(of: looked.entry, failure)
        }
      }, findings: unmatched(looks))
  }

  /// Opens upstream with all that is wanted of it, so that it is asked once; that it can't be is told once, too.
  private static func open(
    _ sources: Sources, for task: Task, _ locked: [UpstreamReference]
  ) throws(UpgradeFailure) {
    switch task {
    case .drift(let options):
      guard options.classes != [.deployment] else { return }
      try sources.openUpstream(
        wantingAll: locked, isFresh: options.classes.contains { $0.needsNews })
    case .dryRun(let options):
      _ = try sources.openUpstream(wanting: UpstreamReference(options.release))
        .release(named: options.release)
    }
  }

  /// The locks that more than one of the deployments would have, as they are on the disk.
  private static func sharedLocks(_ entries: [DeploymentList.Entry]) -> Set<String> {
    var seen: Set<String> = []
    var shared: Set<String> = []
    for place in entries.compactMap({ realPath($0.lock) }) where !seen.insert(place).inserted {
      shared.insert(place)
    }
    return shared
  }

  /// What there is to tell of acceptances that match nothing in any of the deployments.
  private static func unmatched(_ looks: [Looked]) -> [Finding] {
    guard var common = looks.first?.unmatched else { return [] }
    for looked in looks.dropFirst() where !common.isEmpty {
      common.removeAll { !looked.unmatched.contains($0) }
    }
    return common
  }

  private final class Count: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}

/// What was found of one deployment.
private struct Looked: Sendable {
  let entry: DeploymentList.Entry
  let result: Result<ReportedDeployment, UpgradeFailure>
  /// What there is to tell of acceptances that match nothing in it.
  var unmatched: [Finding] = []
}

/// How a deployment is looked at, on any thread.
private struct Look: Sendable {
  let task: SeveralDeployments.Task
  let places: Places
  /// The locks of more than one.
  let shared: Set<String>
  let toolVersion: String

  func look(at entry: DeploymentList.Entry, with sources: Sources) -> Looked {
    do throws(UpgradeFailure) {
      try places.checkCancelled()
      let site = site(of: entry)
      try check(entry, site)
      switch task {
      case .drift(let options):
        var result = try Drift.run(options, at: site, with: sources)
        let unmatched = result.unmatched
        result.unmatched = []
        return Looked(
          entry: entry, result: .success(result.reported(as: entry.name, toolVersion: toolVersion)),
          unmatched: unmatched)
      case .dryRun(let options):
        let result = try Upgrade.run(options, at: site, with: sources)
        return Looked(
          entry: entry, result: .success(result.reported(as: entry.name, toolVersion: toolVersion)))
      }
    } catch {
      return Looked(entry: entry, result: .failure(error))
    }
  }

  /// The row of a deployment of which nothing can be told but why.
  func row(of entry: DeploymentList.Entry, _ failure: UpgradeFailure) -> ReportedDeployment {
    ReportedDeployment(
      name: entry.name,
      report: Report(
        toolVersion: toolVersion, command: task.command, verdict: .failed, deployment: entry.path,
        findings: failure.findings))
  }

  /// The states of upstream that locks name; that one can't be read is told in its deployment's row.
  func references(_ entries: [DeploymentList.Entry]) -> [UpstreamReference] {
    var seen: Set<UpstreamReference> = []
    return entries.compactMap { entry in
      let lock = (try? LockedState.read(site(of: entry)))?.lock
      return lock.flatMap { UpstreamReference($0.upstream.reference) }
    }.filter { seen.insert($0).inserted }
  }

  private func site(of entry: DeploymentList.Entry) -> Places {
    var site = places
    (site.deployment, site.lock) = (entry.path, entry.lock)
    return site
  }

  /// Makes sure that there is a deployment with a lock that is its own: one that is new has nothing to be looked at.
  private func check(_ entry: DeploymentList.Entry, _ site: Places) throws(UpgradeFailure) {
    do throws(FileSystemError) {
      guard try Folder.ifThere(at: entry.path) != nil else {
        throw FileSystemError(.notFound, .open, entry.path)
      }
    } catch {
      throw UpgradeFailure(error)
    }
    let state = try LockedState.read(site)
    guard state.lock != nil else { throw .nothingLocked(state.shownName, isOfSeveral: true) }
    guard let place = realPath(entry.lock), shared.contains(place) else { return }
    throw UpgradeFailure(
      .lockOfSeveral, "the lock `\(state.shownName)` would be that of another deployment, too",
      places: [Place(.patchSet, state.shownName)],
      advice: ["give each deployment a lock of its own, in its folder: `confomeet-upgrade adopt`"])
  }
}
