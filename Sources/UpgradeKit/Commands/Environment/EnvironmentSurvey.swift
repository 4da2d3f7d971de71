import Findings
import GitKit
import PatchKit
package import Reports

/// The job of `env`: the variables of releases, and those of the deployment held against them.
package enum EnvironmentSurvey {
  /// Looks at variables.
  ///
  /// - Parameters:
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream, the patch set, the lock or a file cannot be read.
  package static func run(
    _ options: Options, at places: Places, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> EnvironmentReport {
    try Context.read(places, progress: progress) { (context) throws(UpgradeFailure) in
      try run(options, context, toolVersion: toolVersion, progress)
    }
  }

  private static func run(
    _ options: Options, _ context: Context, toolVersion: String, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> EnvironmentReport {
    progress(.upstream)
    let sources = context.sources
    let wanted = options.releases.wanted
    let upstream = try sources.openUpstream(wanting: wanted, isFresh: wanted == nil)
    let cancellation = context.places.connection.cancellation
    let survey = ReleaseSurvey(upstream, readings: EnvironmentReadings(sources.readings)) {
      cancellation.isCancelled
    }
    let (first, last) = try ends(options, upstream, sources.patchSet, context.lock)

    progress(.variables)
    let changes = try first.map { first throws(UpgradeFailure) in
      VariableHistory(try survey.maps(from: first, to: last)).changes
    }
    progress(.check)
    let check = try EnvironmentFileCheck(
      context: context, files: options.environmentFiles, first: first,
      target: try sources.inputs(for: last), survey: survey
    ).result()
    let isListed = first == nil && options.environmentFiles.paths.isEmpty
    let sorted = sources.acceptances.accept(check.findings)
    var report = EnvironmentReport(
      toolVersion: toolVersion, upstream: sources.upstreamAddress,
      from: first.map { ReportedRelease($0) }, to: ReportedRelease(last), changes: changes ?? nil,
      variables: isListed ? try survey.map(of: last).reported : [],
      checked: check.checked, findings: sorted.rest + sorted.stale)
    report.accepted = sorted.accepted.reported()
    return report
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
        from ?? lock.flatMap { UpstreamReference($0.upstream.reference) }
        ?? patchSet.upstream.since.map { .release($0) }
      let first = try start.map { name throws(UpgradeFailure) in try upstream.release(name) }
      return (first ?? upstream.catalogue.releases.first, last)
    }
  }
}
