import ArgumentParser
import Findings
import GitKit
import UpgradeKit

/// `drift`: whether anything is out of step.
struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.drift.rawValue,
    abstract: "Say whether upstream, patch set, lock and deployment are in step.",
    discussion: """
      For nightly jobs and for people. Nothing is written into the deployment. When all is in step, that is one line.

        release     upstream has newer releases, and what an upgrade would come to
        forecast    what is in no release yet would stop or break something
        moved       the locked tag names something else now, or is gone
        deployment  generated files were edited, deleted or replaced
        patches     the patch set no longer gives what the lock says
        references  own lines name ports, paths, networks or scripts that moved
        environment variables in '.env' go nowhere, are missing or known to everyone
        images      compose files run images of another release

      All but 'forecast' are looked for, and all but 'forecast' and 'release' make the run fail. With '--forecast' \
      patch set and deployment are tried on upstream's default branch as well. What is new upstream is fetched for \
      'release', 'forecast' and 'moved', unless '--offline' is given.

      Of several deployments each has a row: the locked release, how many releases are newer, how many findings are \
      out of step, how many conflicts an upgrade would stop with, how many guarantees hold. What can't be told of one \
      is told in its row, and the others are looked at all the same.

      EXAMPLES:
        confomeet-upgrade drift
        confomeet-upgrade drift --quiet --report drift.md --report drift.sarif
        confomeet-upgrade drift --only deployment,images --env-file .env
        confomeet-upgrade drift --except deployment --fail-on release,moved
        confomeet-upgrade drift --forecast
        confomeet-upgrade drift --deployment sites/a --deployment sites/b
        confomeet-upgrade drift --deployments sites.txt --report drift.json
        confomeet-upgrade drift --backtest

      EXIT STATUS:
        0    in step
        1    it could not be told, of one of them at least
        2    something is out of step
      """)

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp("Look for these classes only: names between commas.", valueName: "classes"))
  var only: DriftClassList?

  @Option(
    name: .customLong("except"),
    help: ArgumentHelp("Do not look for these classes.", valueName: "classes"))
  var except: DriftClassList?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "The classes that make the run fail, or 'none'; the others are told. All but 'release' and 'forecast' by default.",
      valueName: "classes"))
  var failOn: DriftClassList?

  @Flag(
    help: "Also try upstream's default branch: what would stop or break, before it is released.")
  var forecast = false

  @Flag(
    help:
      "Look for nothing; say how right the forecast would have been on all of upstream's past days. Takes minutes."
  )
  var backtest = false

  @OptionGroup
  var environmentOptions: EnvironmentFileOptions

  @OptionGroup
  var placeOptions: SeveralPlaceOptions

  @OptionGroup(title: "Output")
  var outputOptions: OutputOptions

  /// What is looked for.
  private var classes: Set<DriftClass> {
    (only?.classes ?? DriftClass.standard).union(forecast ? [.forecast] : [])
      .subtracting(except?.classes ?? [])
  }

  func validate() throws {
    guard !classes.isEmpty else {
      throw ValidationError("'--only' and '--except' leave nothing to look for.")
    }
    guard !backtest || !placeOptions.areSeveral else {
      throw ValidationError("'--backtest' looks at no deployment, and several are named.")
    }
  }

  func run() throws {
    let list = try placeOptions.list(outputOptions.console)
    let run = try outputOptions.run(of: .drift, on: list)
    let places = try placeOptions.places(run.interruption, reports: run.reports)
    guard !backtest else { return try BacktestRun((run, places)).show() }
    let options = Drift.Options(
      classes: classes, failing: failOn?.classes ?? DriftClass.failing,
      environmentFiles: environmentOptions.files)
    if let list {
      return try run.report(.drift(options), on: list, at: places, as: [run.command])
    }
    try run.report { progress throws(UpgradeFailure) in
      try Drift.run(options, at: places, progress: progress)
        .report(toolVersion: ToolVersion.current)
    }
  }
}
