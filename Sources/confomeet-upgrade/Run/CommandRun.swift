import ArgumentParser
import Findings
import GitKit
import Rendering
import Reports
import UpgradeKit

/// A command with reports as a person meets it: what is shown while it runs, its report, its exit status.
struct CommandRun {
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

  /// The paths of the reports.
  var reports: [String] { files.map(\.path) }

  /// Whether anything will show what changes in the files.
  var wantsDiffs: Bool { isVerbose || isReportShown || !files.isEmpty }

  /// Whether a result is shown, and not only what is grave in it.
  var showsResult: Bool { isReportShown || !isQuiet }

  /// Whether a result is shown with everything in it.
  var showsAll: Bool { isReportShown || isVerbose }

  /// Runs work with a report.
  ///
  /// - Parameter work: makes the report, and tells of each part of the run.
  /// - Throws: `ExitCode` unless all is done.
  func report(
    _ work: (_ progress: (RunStage) -> Void) throws(UpgradeFailure) -> Report
  ) throws {
    let report = try self.work(onFailure: fail, work)
    try deliver(wasWritten: report.verdict.isWritten) {
      show(report)
    } file: { file throws(ReportFileError) in
      try file.write(report)
    }
    if let code = Self.exitCode(report.verdict) { throw code }
  }

  /// Runs work, with what goes on shown.
  ///
  /// - Throws: `ExitCode` when it cannot be done; why is shown.
  func work<Value>(
    _ body: (_ progress: (RunStage) -> Void) throws(UpgradeFailure) -> Value
  ) throws -> Value {
    try work(onFailure: console.failure, body)
  }

  /// Runs work, with what goes on shown.
  ///
  /// - Parameter onFailure: tells why it cannot be done.
  func work<Value>(
    onFailure: ([Finding]) -> ExitCode,
    _ body: (_ progress: (RunStage) -> Void) throws(UpgradeFailure) -> Value
  ) throws -> Value {
    EarlyGit.begin()
    do throws(UpgradeFailure) {
      let value = try body { interruption.begin($0.rawValue, isWriting: $0.isWriting) }
      interruption.finish()
      return value
    } catch {
      interruption.finish()
      throw onFailure(error.findings)
    }
  }

  /// Shows a result and writes its reports.
  ///
  /// - Parameters:
  ///   - wasWritten: whether the work has written what it is for, whatever becomes of the report.
  ///   - show: shows it; whether that was possible.
  ///   - file: writes one report.
  /// - Throws: `ExitCode` when some of it could not be shown or written.
  func deliver(
    wasWritten: Bool = false, show: () -> Bool,
    file write: (ReportFile) throws(ReportFileError) -> Void = { _ in }
  ) throws {
    var isWhole = show()
    for file in files {
      do throws(ReportFileError) {
        try write(file)
      } catch {
        console.warn(error.description)
        isWhole = false
      }
    }
    guard !isWhole else { return }
    guard wasWritten else { throw ExitCode.failure }
    console.warn("everything was written all the same; only this failed")
    throw Self.reportFailed
  }

  private func show(_ report: Report) -> Bool {
    if showsResult {
      let detail: PageDetail = showsAll ? .full : .summary
      return console.write(
        TextRenderer(terminal: console.output, detail: detail).render(report))
    }
    let grave = report.findings(.conflict) + report.findings(.error)
    console.show(grave.map(\.finding), upstream: report.upstream)
    return true
  }

  private func fail(_ findings: [Finding]) -> ExitCode {
    fail(findings) { file, report throws(ReportFileError) in try file.write(report) }
  }

  /// Shows why nothing could be told, and writes it into the reports.
  ///
  /// - Parameter write: writes it into one.
  func fail(
    _ findings: [Finding], _ write: (ReportFile, Report) throws(ReportFileError) -> Void
  ) -> ExitCode {
    let code = console.failure(findings)
    guard code != Interruption.exitCode, !findings.contains(where: { $0.code == .reportInTheWay })
    else { return code }
    let report = Report(
      toolVersion: ToolVersion.current, command: command, verdict: .failed, findings: findings)
    // The exit status is what it is.
    try? deliver(
      show: { true }, file: { file throws(ReportFileError) in try write(file, report) })
    return code
  }

  /// The exit status when all was written but for a report or standard output.
  static let reportFailed = ExitCode(4)

  /// The exit status that a verdict comes to; `nil` for success.
  static func exitCode(_ verdict: Report.Verdict) -> ExitCode? {
    switch verdict {
    case .upToDate, .upgraded, .committed, .inStep, .adopted, .proposed, .shown: nil
    case .failed: .failure
    case .wouldChange, .drifted: ExitCode(2)
    case .conflicts, .marked: ExitCode(3)
    }
  }
}

extension Report.Verdict {
  /// Whether files, the lock or a branch were written.
  fileprivate var isWritten: Bool {
    switch self {
    case .upgraded, .committed, .adopted, .marked: true
    case .upToDate, .inStep, .proposed, .failed, .wouldChange, .drifted, .conflicts, .shown: false
    }
  }
}
