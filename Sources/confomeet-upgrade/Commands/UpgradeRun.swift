import ArgumentParser
import Findings
import GitKit
import Rendering
import Reports
import UpgradeKit

/// An upgrade as a person meets it: what is shown while it runs, its report, its exit status.
struct UpgradeRun {
  /// The subcommand's name, for the report.
  let command: String
  /// Where results and diagnostics go.
  let console: Console
  /// The files that the report is written to.
  let files: [ReportFile]
  /// Whether only errors and conflicts are shown.
  let isQuiet: Bool
  /// Whether everything is shown.
  let isVerbose: Bool
  /// Whether the whole report goes to standard output, however much is shown else.
  let isReportShown: Bool
  /// Stops the run.
  let interruption: Interruption

  /// Whether anything will show what changes in the files.
  var wantsDiffs: Bool { isVerbose || isReportShown || !files.isEmpty }

  /// Makes the upgrade, or finishes one whose conflicts were marked.
  ///
  /// - Throws: `ExitCode` unless all is done.
  func callAsFunction(_ request: UpgradeRequest, isContinued: Bool = false) throws {
    try callAsFunction { progress throws(UpgradeFailure) in
      let version = ConfomeetUpgrade.toolVersion
      return isContinued
        ? try Upgrade.resume(request, toolVersion: version, progress: progress)
        : try Upgrade.run(request, toolVersion: version, progress: progress)
    }
  }

  /// Runs work of an upgrade's kind.
  ///
  /// - Parameter work: makes the report, and tells of each part of the run.
  /// - Throws: `ExitCode` unless all is done.
  func callAsFunction(
    _ work: (_ progress: (UpgradeStage) -> Void) throws(UpgradeFailure) -> Report
  ) throws {
    let report: Report
    EarlyGit.begin()
    do throws(UpgradeFailure) {
      report = try work { stage in
        interruption.begin(stage.rawValue, isWriting: stage == .write)
      }
      interruption.finish()
    } catch {
      interruption.finish()
      throw fail(error.findings)
    }
    try show(report)
    try write(report)
    if let code = Self.exitCode(report.verdict) { throw code }
  }

  /// Forgets an upgrade whose conflicts were marked.
  ///
  /// - Throws: `ExitCode` when it must not be forgotten.
  func abandon(_ request: UpgradeRequest) throws {
    let pending: PendingUpgrade
    do throws(UpgradeFailure) {
      pending = try Upgrade.abandon(request)
      interruption.finish()
    } catch {
      interruption.finish()
      throw fail(error.findings)
    }
    if !isQuiet { try console.print(line: "the upgrade to \(pending.upstream.tag) is forgotten") }
  }

  private func show(_ report: Report) throws {
    if isReportShown || !isQuiet {
      let detail: TextRenderer.Detail = isReportShown || isVerbose ? .full : .summary
      try console.print(TextRenderer(terminal: console.output, detail: detail).render(report))
    } else {
      let grave = report.findings(.conflict) + report.findings(.error)
      console.show(grave.map(\.finding), upstream: report.upstream)
    }
  }

  private func fail(_ findings: [Finding]) -> ExitCode {
    let code = console.failure(findings)
    guard code != Interruption.exitCode else { return code }
    let report = Report(
      toolVersion: ConfomeetUpgrade.toolVersion, command: command, verdict: .failed,
      findings: findings)
    try? write(report)
    return code
  }

  private func write(_ report: Report) throws {
    for file in files {
      do throws(ReportFileError) {
        try file.write(report)
      } catch {
        console.warn(error.description)
        throw ExitCode.failure
      }
    }
  }

  /// The exit status that a verdict comes to; `nil` for success.
  static func exitCode(_ verdict: Report.Verdict) -> ExitCode? {
    switch verdict {
    case .upToDate, .upgraded, .committed, .inStep, .adopted, .proposed: nil
    case .failed: .failure
    case .wouldChange, .drifted: ExitCode(2)
    case .conflicts, .marked: ExitCode(3)
    }
  }
}
