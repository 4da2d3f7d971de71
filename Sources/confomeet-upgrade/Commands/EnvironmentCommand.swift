import ArgumentParser
import Findings
import GitKit
import Rendering
import Reports
import UpgradeKit

/// `env`: the environment variables of releases, and a deployment's `.env` held against them.
struct EnvironmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.env.rawValue,
    abstract: "Tell which environment variables changed, and check a real .env.",
    usage: "confomeet-upgrade env [<options>] [<A..B>]",
    discussion: """
      Follows each variable from env.example through the compose files into the templates and scripts of the images. \
      From A to B it tells what breaks first: variables that are newly required, renamed, split or gone, that nothing \
      reads any more or that a service no longer gets; then other defaults and new ones. Left out, A is the locked \
      release and B the newest. Of one release alone, all variables are listed.

      The deployment's '.env' is checked against what the deployment runs: its own compose files, as the last release \
      would leave them. Where there is no deployment, '--env-file' names a file, which is checked against the release \
      with the patch set applied. Values are never shown.

      '--write' edits the deployment's file by variable: it renames what B has under another name that does the same, \
      comments out what no release up to B reads any more, and adds what is newly required, without a value. All other \
      bytes stay; what the file was is kept beside it, as '.env.before-B', for the same eyes only. Names that no release \
      ever had are yours, and stay.

      EXAMPLES:
        confomeet-upgrade env
        confomeet-upgrade env stable-9364-1..stable-10184 --report env.md
        confomeet-upgrade env stable-10184 --verbose
        confomeet-upgrade env latest..@master
        confomeet-upgrade env --env-file deployment/confomeet/.env
        confomeet-upgrade env stable-10184 --write --dry-run

      EXIT STATUS:
        0    done; nothing is wrong with the variables
        1    it could not be done; nothing was written
        2    something is wrong with them; dry run: files would change
        4    written; only a report or standard output failed
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp(
      "From release A to B, or one release; either may be left out.", valueName: "A..B"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var range: ReleaseRange?

  @Flag(
    name: .customLong("write"),
    help: "Edit the deployment's file of variables; what it was is kept beside it.")
  var writes = false

  @Flag(
    name: [.customShort("n"), .customLong("dry-run")],
    help: "With --write: write nothing; say what would be edited.")
  var isDryRun = false

  @OptionGroup
  var modelOptions: ModelOptions

  func validate() throws {
    guard writes || !isDryRun else {
      throw ValidationError("--dry-run goes with --write.")
    }
    _ = try modelOptions.reports
  }

  func run() throws {
    let (run, places) = try modelOptions.run(of: .env)
    let report = try run.work { progress throws(UpgradeFailure) in
      try EnvironmentSurvey.run(
        EnvironmentSurvey.Options(
          releases: releases, environmentFiles: modelOptions.environmentFiles,
          editing: !writes ? .no : isDryRun ? .dryRun : .write),
        at: places, toolVersion: ToolVersion.current, progress: progress)
    }
    try run.deliver(wasWritten: report.edit?.isWritten == true) {
      show(report, run)
    } file: { file throws(ReportFileError) in
      try file.write(EnvironmentFormat(file.format).render(report))
    }
    if report.hasProblems || report.wouldEdit { throw ExitCode(2) }
  }

  private var releases: EnvironmentSurvey.Options.Releases {
    if let only = range?.single { return .one(only) }
    return .range(from: range?.first, to: range?.last)
  }

  private func show(_ report: EnvironmentReport, _ run: CommandRun) -> Bool {
    if run.showsResult {
      let text = EnvironmentText(terminal: run.console.output, isFull: run.showsAll)
      return run.console.write(text.render(report))
    }
    run.console.show(
      report.findings.filter { $0.severity == .error }.map(\.finding), upstream: report.upstream)
    return true
  }
}
