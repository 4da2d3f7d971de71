import Editing
import GitKit
import PatchKit
public import Reports

/// The job of `env`: the variables of releases, and a file held against them.
public enum EnvironmentSurvey {
  /// Looks at variables.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream, the patch set, the lock or the file cannot be read.
  public static func run(
    _ request: EnvironmentRequest, toolVersion: String, progress: (String) -> Void = { _ in }
  ) throws(UpgradeFailure) -> EnvironmentReport {
    progress(UpgradeStage.patchSet.rawValue)
    let patchSet = try PatchSetFolder.read(request.patches)
    let lock = try LockedState(at: request.lock).lock
    let file = try request.environmentFile.map { path throws(UpgradeFailure) in
      try CheckedFile(at: path)
    }

    progress(UpgradeStage.upstream.rawValue)
    let survey = try ReleaseSurvey(
      try open(request, patchSet), isCancelled: { request.connection.cancellation.isCancelled })
    let (first, last) = try ends(request, survey.upstream, patchSet, lock)

    progress("following the variables")
    let newest = try survey.map(of: last)
    var report = EnvironmentReport(
      toolVersion: toolVersion, upstream: request.upstream ?? patchSet.upstream.url,
      from: first.map(Self.reported), to: reported(last))
    if let first {
      report.changes = VariableHistory(try survey.maps(from: first, to: last)).changes
    } else if file == nil {
      report.variables = newest.reported
    }
    guard let file else { return report }

    progress("checking \(file.name)")
    let generation = patchSet.generate(
      release: last.name, upstream: newest.files, history: survey.upstream.history(for: last),
      readings: survey.readings.files)
    let isGenerated = generation.conflicts.isEmpty
    let map =
      isGenerated
      ? VariableMap(
        of: generation.tree, upstream: newest.files, release: last.name, readings: survey.readings)
      : newest
    let former = try survey.former(
      EnvironmentCheck.unknownNames(in: file.content, against: map), before: last)
    return EnvironmentReport(
      toolVersion: toolVersion, upstream: request.upstream ?? patchSet.upstream.url,
      from: report.from, to: report.to, changes: report.changes,
      checked: EnvironmentReport.Checked(
        file: file.name, basis: isGenerated ? .generated : .upstream, count: file.count),
      findings: EnvironmentCheck.findings(
        in: file.content, at: file.name, against: map, former: former))
  }

  private static func reported(_ release: Release) -> ReportedRelease {
    ReportedRelease(tag: release.name.description, commit: release.commit.hex)
  }

  private static func open(
    _ request: EnvironmentRequest, _ patchSet: PatchSet
  ) throws(UpgradeFailure) -> Upstream {
    let source = UpstreamSource(
      address: request.upstream ?? patchSet.upstream.url, cache: request.cache,
      isOffline: request.isOffline, connection: request.connection)
    let wanted: ReleaseName? =
      switch request.releases {
      case .one(let name): name
      case .range(_, let last): last
      }
    return try Upstream.open(
      source, releases: patchSet.upstream.releases, wanting: wanted, isFresh: wanted == nil)
  }

  /// The first and the last release; no first one when only one is looked at.
  private static func ends(
    _ request: EnvironmentRequest, _ upstream: Upstream, _ patchSet: PatchSet, _ lock: Lock?
  ) throws(UpgradeFailure) -> (first: Release?, last: Release) {
    switch request.releases {
    case .one(let name):
      return (nil, try upstream.release(named: name.description))
    case .range(let from, let to):
      let last = try upstream.release(
        named: to?.description ?? upstream.catalogue.newest?.name.description ?? "")
      let start = from?.description ?? lock?.upstream.tag ?? patchSet.upstream.since
      let first = try start.map { name throws(UpgradeFailure) in
        try upstream.release(named: name)
      }
      return (first ?? upstream.catalogue.releases.first, last)
    }
  }
}
