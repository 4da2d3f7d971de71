import ArgumentParser

/// What a command with reports says, where and how.
struct OutputOptions: ParsableArguments {
  @OptionGroup(title: "Output")
  private var reportOptions: ReportOptions

  @OptionGroup(title: "Output")
  private var detailOptions: DetailOptions

  @OptionGroup(title: "Output")
  private var colorOptions: ColorOptions

  /// The files to write.
  var files: [ReportFile] {
    get throws { try reportOptions.files }
  }

  /// Begins a run; its reports can be written, as far as that is known before.
  ///
  /// - Parameter command: the subcommand's name.
  /// - Throws: `ExitCode` when a report cannot be written.
  func run(of command: CommandName) throws -> CommandRun {
    let console = Console(try colorOptions.color)
    let files = try reportOptions.files
    try console.onReportFile { () throws(ReportFileError) in
      for file in files { try file.check() }
    }
    let isQuiet = try detailOptions.isQuiet
    return CommandRun(
      command: command.rawValue, console: console, files: files, isQuiet: isQuiet,
      isVerbose: try detailOptions.isVerbose, isReportShown: reportOptions.isOnStandardOutput,
      interruption: Interruption(isShowingProgress: Terminal.messages.isCapable && !isQuiet))
  }
}
