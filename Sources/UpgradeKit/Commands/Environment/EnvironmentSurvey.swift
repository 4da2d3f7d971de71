import Editing
import Findings
import GitKit
import PatchKit
package import Reports

/// The job of `env`: the variables of releases, and a file held against them.
package enum EnvironmentSurvey {
  /// Looks at variables.
  ///
  /// - Parameters:
  ///   - places: of the deployment only the lock is looked at.
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream, the patch set, the lock or the file cannot be read.
  package static func run(
    _ options: Options, at places: Places, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> EnvironmentReport {
    progress(.patchSet)
    let sources = try Sources(places)
    let locked = try LockedState.read(places)
    try places.checkReports(against: locked)
    let file = try options.environmentFile.map { path throws(UpgradeFailure) in
      try CheckedFile(at: path)
    }

    progress(.upstream)
    let wanted = options.releases.wanted
    let upstream = try sources.openUpstream(wanting: wanted, isFresh: wanted == nil)
    let survey = ReleaseSurvey(upstream, readings: EnvironmentReadings(sources.readings)) {
      places.connection.cancellation.isCancelled
    }
    let (first, last) = try ends(options, upstream, sources.patchSet, locked.lock)

    progress(.variables)
    let changes = try first.map { first throws(UpgradeFailure) in
      VariableHistory(try survey.maps(from: first, to: last)).changes
    }
    let checked = try file.map { file throws(UpgradeFailure) in
      progress(.check)
      return try check(file, against: try sources.inputs(for: last), survey)
    }
    let sorted = sources.acceptances.accept(checked?.findings ?? [])
    var report = EnvironmentReport(
      toolVersion: toolVersion, upstream: sources.upstreamAddress,
      from: first.map { ReportedRelease($0) }, to: ReportedRelease(last), changes: changes ?? nil,
      variables: first == nil && file == nil ? try survey.map(of: last).reported : [],
      checked: checked?.file, findings: sorted.rest + sorted.stale)
    report.accepted = sorted.accepted.reported()
    return report
  }

  /// Checks a file against what is generated for a release; against what upstream has when that can't be generated.
  private static func check(
    _ file: CheckedFile, against target: UpgradeInputs, _ survey: ReleaseSurvey
  ) throws(UpgradeFailure) -> (file: EnvironmentReport.Checked, findings: [Finding]) {
    let (release, generation) = (target.release, target.generation)
    let isGenerated = generation.conflicts.isEmpty
    let map =
      isGenerated
      ? VariableMap(
        of: generation.tree, upstream: generation.upstream, release: release.name,
        readings: survey.readings)
      : try survey.map(of: release)
    let former = try survey.former(
      EnvironmentCheck.unknownNames(in: file.content, against: map), before: release)
    return (
      EnvironmentReport.Checked(
        file: file.name, basis: isGenerated ? .generated : .upstream, count: file.count),
      EnvironmentCheck.findings(in: file.content, at: file.name, against: map, former: former)
    )
  }

  /// The first and the last release; no first one when only one is looked at.
  private static func ends(
    _ options: Options, _ upstream: Upstream, _ patchSet: PatchSet, _ lock: Lock?
  ) throws(UpgradeFailure) -> (first: Release?, last: Release) {
    switch options.releases {
    case .one(let name):
      return (nil, try upstream.release(name))
    case .range(let from, let to):
      let last = try upstream.release(to ?? .latest)
      let start =
        from ?? lock.flatMap { UpstreamReference($0.upstream.tag) }
        ?? patchSet.upstream.since.map { .release($0) }
      let first = try start.map { name throws(UpgradeFailure) in try upstream.release(name) }
      return (first ?? upstream.catalogue.releases.first, last)
    }
  }
}
