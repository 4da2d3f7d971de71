package import Findings

/// What a command came to for several deployments.
package struct DeploymentsReport: Sendable, Hashable, Codable {
  /// The version of the tool.
  package var toolVersion: String
  /// The subcommand, for example `drift`.
  package var command: String
  /// The worst of the deployments' verdicts.
  package private(set) var verdict: Report.Verdict
  /// The deployments, in the order in which they were named.
  package private(set) var deployments: [ReportedDeployment]
  /// What was found of all of them together.
  package private(set) var findings: [ReportedFinding]

  /// What a deployment may come to, the worst first, as exit statuses have it.
  private static let worstFirst: [Report.Verdict] = [
    .failed, .conflicts, .drifted, .wouldChange, .inStep, .upToDate,
  ]

  /// Makes a report.
  package init(
    toolVersion: String, command: String, deployments: [ReportedDeployment],
    findings: [Finding] = []
  ) {
    self.toolVersion = toolVersion
    self.command = command
    self.deployments = deployments
    self.findings = ReportedFinding.sorted(findings, by: .standard)
    let verdicts = Set(deployments.map(\.report.verdict))
    verdict = Self.worstFirst.first(where: verdicts.contains) ?? .failed
  }

  /// The deployments, those that came to the worst first.
  package var worstFirst: [ReportedDeployment] {
    Self.worstFirst.flatMap { verdict in deployments.filter { $0.report.verdict == verdict } }
  }
}
