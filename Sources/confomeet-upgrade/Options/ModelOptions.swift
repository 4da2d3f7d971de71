import ArgumentParser
import UpgradeKit

/// What commands share that look at what a deployment runs: where its variables and its files are, and what is said of it.
struct ModelOptions: ParsableArguments {
  @OptionGroup
  private var environmentOptions: EnvironmentFileOptions

  @OptionGroup
  private var placeOptions: PlaceOptions

  @OptionGroup(title: "Output")
  private var outputOptions: OutputOptions

  /// The files of variables.
  var environmentFiles: EnvironmentFiles { environmentOptions.files }

  /// The reports to write.
  var reports: [ReportFile] { get throws { try outputOptions.files } }

  /// Begins a run of a command, and says where everything is that it works on.
  func run(of command: CommandName) throws -> (run: CommandRun, places: Places) {
    let run = try outputOptions.run(of: command)
    return (run, try placeOptions.places(run.interruption, reports: run.reports))
  }
}
