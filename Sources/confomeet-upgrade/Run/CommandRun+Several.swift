import ArgumentParser
import Findings
import Rendering
import Reports
import UpgradeKit

extension CommandRun {
  /// Looks at several deployments: a row for each on the terminal, and reports on all of them or on each.
  ///
  /// - Parameters:
  ///   - words: the subcommand with what else shows one of them as it is shown here.
  ///   - places: where all else is.
  /// - Throws: `ExitCode` unless all is as it should be with each.
  func report(
    _ task: SeveralDeployments.Task, on list: DeploymentList, at places: Places, as words: [String]
  ) throws {
    for (path, first) in list.repeated where !isQuiet {
      console.warn("`\(path)` is `\(first)`, and looked at once")
    }
    let (interruption, count) = (interruption, list.entries.count)
    let report = try work(onFailure: failAll) { progress throws(UpgradeFailure) in
      try SeveralDeployments.run(
        task, on: list, at: places, toolVersion: ToolVersion.current, progress: progress
      ) { done in
        interruption.begin("looked at \(done) of \(count) deployments")
      }
    }
    try deliver {
      show(report, next: list.command(words, onWorstOf: report))
    } file: { file throws(ReportFileError) in
      if let index = file.deployment {
        try file.write(report.deployments[index].report)
      } else {
        try file.write(DeploymentsFormat(file.format).render(report))
      }
    }
    if let code = Self.exitCode(report.verdict) { throw code }
  }

  private func show(_ report: DeploymentsReport, next: String?) -> Bool {
    if showsResult {
      return console.write(
        DeploymentsText(terminal: console.output, isFull: showsAll, next: next).render(report))
    }
    for deployment in report.worstFirst {
      let grave = [Severity.conflict, .error].flatMap(deployment.report.findings)
      guard !grave.isEmpty else { continue }
      console.warn("\(deployment.name):")
      console.show(grave.map(\.finding), upstream: deployment.report.upstream)
    }
    return true
  }

  private func failAll(_ findings: [Finding]) -> ExitCode {
    fail(findings) { file, failed throws(ReportFileError) in
      guard file.deployment == nil else { return try file.write(failed) }
      let report = DeploymentsReport(
        toolVersion: ToolVersion.current, command: command, deployments: [], findings: findings)
      try file.write(DeploymentsFormat(file.format).render(report))
    }
  }
}
