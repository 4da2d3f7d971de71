import Editing
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
    guard options.editing == .write else {
      return try Context.read(places, progress: progress) { (context) throws(UpgradeFailure) in
        try run(options, context, toolVersion: toolVersion, progress)
      }
    }
    return try run(
      options, try Context.toWrite(places, progress: progress), toolVersion: toolVersion, progress)
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
      try told(try survey.history(from: first, to: last).changes, survey, last)
    }
    progress(.check)
    var job = EnvironmentFileCheck(
      context: context, files: options.environmentFiles, first: first,
      target: try sources.inputs(for: last), survey: survey)
    var check = try job.result()
    var sorted = sources.acceptances.accept(check.findings)
    var edit: EnvironmentReport.Edit?
    if options.editing != .no {
      var editing = try EnvironmentEditing(check, sorted.rest, job)
      // What a line referred to that is commented out may be dead now.
      while let edited = try editing.next() {
        job.edited = edited
        let result = try job.result()
        let rest = sources.acceptances.accept(result.findings)
        try editing.take(result, rest.rest)
        // What is wrong with the files is told as they are then; what can't be found out stops the run before.
        if options.editing == .write { (check, sorted) = (result, rest) }
      }
      edit = try editing.reported()
      if options.editing == .write, !editing.writing.isEmpty {
        try context.places.checkCancelled()
        progress(.write)
        try context.deployment.write(editing.writing.changes)
        edit?.isWritten = true
      }
    }
    let isListed =
      first == nil && options.environmentFiles.paths.isEmpty && options.editing == .no
    var report = EnvironmentReport(
      toolVersion: toolVersion, upstream: sources.upstreamAddress,
      deployment: context.places.deployment, from: first.map { ReportedRelease($0) },
      to: ReportedRelease(last), changes: changes ?? nil,
      variables: isListed ? try survey.map(of: last).reported : [],
      checked: check.checked, findings: sorted.rest + sorted.stale)
    report.accepted = sorted.accepted.reported()
    report.edit = edit
    return report
  }

  /// The changes, old names with the services that don't take them.
  private static func told(
    _ changes: VariableChanges?, _ survey: ReleaseSurvey, _ last: Release
  ) throws(UpgradeFailure) -> VariableChanges? {
    let probes = ReleaseProbes(survey, target: last)
    return try changes?.told { (change) throws(UpgradeFailure) in
      guard change.kind == .superseded, let new = change.newNames.first else { return change }
      let services = try probes.services(
        at: last.name.reference, ignoring: change.name, for: new)
      var change = change
      change.newNameOnly = services.isEmpty ? nil : services
      return change
    }
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
