import ArgumentParser
import Rendering
import UpgradeKit

/// What a command with reports says, where and how.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report; .md, .pr.md (for a pull request, in 10 KB), .html, .json, .sarif or .txt chooses its form, and '-' is standard output as text. May be given several times. Of several deployments it has them all; with '{}' in its name each has its own. (CONFOMEET_REPORT)",
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
  /// - Parameters:
  ///   - command: the subcommand's name.
  ///   - several: the deployments, when there are several.
  /// - Throws: `ExitCode` when a report cannot be written.
  func run(of command: CommandName, on several: DeploymentList? = nil) throws -> CommandRun {
    let console = try console
    let files = try files(for: several?.fileNames)
    try console.onReportFile { () throws(ReportFileError) in
      for file in files { try file.check() }
    }
    let isQuiet = try isQuiet
    return CommandRun(
      command: command.rawValue, console: console, files: files, isQuiet: isQuiet,
      isVerbose: try isVerbose, isReportShown: isReportOnStandardOutput,
      interruption: Interruption(isShowingProgress: Terminal.messages.isCapable && !isQuiet))
  }

  /// Where results and diagnostics go.
  var console: Console { get throws { Console(try colorOptions.color) } }

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
  var files: [ReportFile] { get throws { try files(for: nil) } }

  /// What stands for a deployment in the name of a report, which then is written for each.
  private static let placeholder = "{}"

  /// - Parameter deployments: what stands for each of several deployments in a name.
  private func files(for deployments: [String]?) throws -> [ReportFile] {
    var files: [ReportFile] = []
    for name in reportNames where name != "-" {
      do throws(UnsupportedReportFormat) {
        let format = try ReportFormat(fileName: name)
        if let deployments, name.contains(Self.placeholder) {
          files += deployments.enumerated().map { index, deployment in
            ReportFile(
              path: name.replacing(Self.placeholder, with: deployment), format: format,
              deployment: index)
          }
        } else {
          files.append(ReportFile(path: name, format: format))
        }
      } catch {
        throw ValidationError(Self.sentence(error.description))
      }
    }
    return files
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
