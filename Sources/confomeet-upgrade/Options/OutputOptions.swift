import ArgumentParser
import Rendering

/// What a command with reports says, where and how.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report; .md, .pr.md (for a pull request, in 10 KB), .html, .json, .sarif or .txt chooses its form, and '-' is standard output as text. May be given several times. (CONFOMEET_REPORT)",
      valueName: "file"),
    completion: .file(extensions: ReportFormat.allCases.map(\.rawValue)))
  private var reportOption: [String] = []

  @Flag(
    name: [.customShort("q"), .customLong("quiet")],
    help: "Show errors and conflicts only. (CONFOMEET_QUIET)")
  private var quietFlag = false

  @Flag(
    name: [.customShort("v"), .customLong("verbose")],
    help: "Show every operation, guarantee, file and change. (CONFOMEET_VERBOSE)")
  private var verboseFlag = false

  @OptionGroup
  private var colorOptions: ColorOptions

  /// Begins a run; its reports can be written, as far as that is known before.
  ///
  /// - Parameter command: the subcommand's name.
  /// - Throws: `ExitCode` when a report cannot be written.
  func run(of command: CommandName) throws -> CommandRun {
    let console = Console(try colorOptions.color)
    let files = try files
    try console.onReportFile { () throws(ReportFileError) in
      for file in files { try file.check() }
    }
    let isQuiet = try isQuiet
    return CommandRun(
      command: command.rawValue, console: console, files: files, isQuiet: isQuiet,
      isVerbose: try isVerbose, isReportShown: isReportOnStandardOutput,
      interruption: Interruption(isShowingProgress: Terminal.messages.isCapable && !isQuiet))
  }

  func validate() throws {
    if quietFlag && verboseFlag {
      throw ValidationError("'--quiet' and '--verbose' must not stand together.")
    }
    _ = try (files, isQuiet, isVerbose)
  }

  /// The files, and `-` for standard output.
  private var reportNames: [String] {
    reportOption.isEmpty ? [Variable.report.value].compactMap(\.self) : reportOption
  }

  /// Whether the whole report goes to standard output.
  private var isReportOnStandardOutput: Bool { reportNames.contains("-") }

  /// The files to write.
  var files: [ReportFile] {
    get throws {
      var files: [ReportFile] = []
      for name in reportNames where name != "-" {
        do throws(UnsupportedReportFormat) {
          files.append(ReportFile(path: name, format: try ReportFormat(fileName: name)))
        } catch {
          throw ValidationError(Self.sentence(error.description))
        }
      }
      return files
    }
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// Whether only errors and conflicts are shown. What the command line says counts more than a variable.
  private var isQuiet: Bool {
    get throws {
      if quietFlag || verboseFlag { return quietFlag }
      return try Variable.quiet.isOn()
    }
  }

  /// Whether everything is shown.
  private var isVerbose: Bool {
    get throws {
      if quietFlag || verboseFlag { return verboseFlag }
      return try Variable.verbose.isOn() && !Variable.quiet.isOn()
    }
  }
}
