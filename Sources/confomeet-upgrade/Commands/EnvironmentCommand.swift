import ArgumentParser
import Findings
import GitKit
import Rendering
import Reports
import UpgradeKit

/// `env`: the environment variables of releases, and a real `.env` held against them.
struct EnvironmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "env",
    abstract: "Tell which environment variables changed, and check a real .env.",
    usage: "confomeet-upgrade env [<options>] [<A..B>]",
    discussion: """
      Follows each variable from env.example through the compose files into the templates and scripts of the images. \
      From A to B it tells what breaks first: variables that are newly required, renamed, split or gone, that nothing \
      reads any more or that a service no longer gets; then other defaults and new ones. Left out, A is the locked \
      release and B the newest. Of one release alone, all variables are listed.

      With '--env-file' a file is checked against the last release with the patch set applied. Its values are never \
      shown.

      EXAMPLES:
        confomeet-upgrade env
        confomeet-upgrade env stable-9364-1..stable-10184 --report env.md
        confomeet-upgrade env stable-10184 --verbose
        confomeet-upgrade env --env-file deployment/confomeet/.env

      EXIT STATUS:
        0    done; nothing is wrong with the file
        1    it could not be done
        2    something is wrong with the file
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp(
      "From release A to B, or one release; either may be left out.", valueName: "A..B"),
    completion: .custom { _, _, _ in Completions.releases })
  var range: ReleaseRange?

  @Option(
    name: .customLong("env-file"),
    help: ArgumentHelp("Check a file of variables.", valueName: "file"),
    completion: .file())
  var environmentFile: String?

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Deployment")
  var lockOptions: LockOptions

  @OptionGroup(title: "Upstream")
  var upstreamOptions: UpstreamOptions

  @OptionGroup(title: "Output")
  var reportOptions: ReportOptions

  @OptionGroup(title: "Output")
  var detailOptions: DetailOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    for file in try reportOptions.files where EnvironmentFormat(file.format) == nil {
      throw ValidationError("'env' has no form for '\(file.path)'.")
    }
  }

  func run() throws {
    let console = try Console(colorOptions)
    let files = try reportOptions.files
    let (isQuiet, isVerbose) = (try detailOptions.isQuiet, try detailOptions.isVerbose)
    try console.onReportFile { () throws(ReportFileError) in
      for file in files { try file.check() }
    }
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable && !isQuiet)
    let request = try request(interruption)
    EarlyGit.begin()
    let report: EnvironmentReport
    do throws(UpgradeFailure) {
      report = try EnvironmentSurvey.run(
        request, toolVersion: ConfomeetUpgrade.toolVersion
      ) { interruption.begin($0) }
      interruption.finish()
    } catch {
      interruption.finish()
      throw console.failure(error.findings)
    }
    if reportOptions.isOnStandardOutput || !isQuiet {
      let isFull = isVerbose || reportOptions.isOnStandardOutput
      try console.print(EnvironmentText(terminal: console.output, isFull: isFull).render(report))
    } else {
      console.show(
        report.findings.filter { $0.severity == .error }.map(\.finding), upstream: report.upstream)
    }
    try console.onReportFile { () throws(ReportFileError) in
      for file in files {
        if let format = EnvironmentFormat(file.format) { try file.write(format.render(report)) }
      }
    }
    if report.hasProblems { throw ExitCode(2) }
  }

  private func request(_ interruption: Interruption) throws -> EnvironmentRequest {
    let releases: EnvironmentRequest.Releases =
      if let first = range?.first, first == range?.last {
        .one(first)
      } else {
        .range(from: range?.first, to: range?.last)
      }
    return EnvironmentRequest(
      releases: releases, environmentFile: environmentFile, patches: patchSetOptions.patches,
      lock: lockOptions.lock(of: DeploymentOptions.standard), upstream: upstreamOptions.upstream,
      cache: try upstreamOptions.cache,
      isOffline: try upstreamOptions.isOffline,
      connection: upstreamOptions.connection(interruption.flag) { interruption.update($0) })
  }
}
