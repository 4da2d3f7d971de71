import ArgumentParser
import GitKit
import Rendering
import Reports
import UpgradeKit

/// `matrix`: the patch set tried on many releases.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.matrix.rawValue,
    abstract: "Try the patch set on many releases: patch by release.",
    usage: "confomeet-upgrade matrix [<options>] [<A..B>]",
    discussion: """
      Generates every release and tells what becomes of each patch: applied, already there, followed to a moved file, \
      with which variant, or in conflict. Where a patch begins to fail, the first release and the upstream commit \
      behind it are named; with '--find PATCH' the commit behind each change of that patch's row. Nothing is written \
      but reports.

      EXAMPLES:
        confomeet-upgrade matrix
        confomeet-upgrade matrix stable-9364-1.. --report matrix.md
        confomeet-upgrade matrix latest..@master
        confomeet-upgrade matrix --find jicofo-shared-document

      EXIT STATUS:
        0    no patch has a conflict at any of the releases
        1    it could not be done
        3    conflicts
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp(
      "Only the releases from A to B, both included; either may be left out.", valueName: "A..B"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var range: ReleaseRange?

  @Option(
    help: ArgumentHelp(
      "Find the upstream commit behind each change of a patch's row.", valueName: "patch"),
    completion: .custom { _, _, _ in Completions.patches })
  var find: String?

  @OptionGroup
  var sourceOptions: SourceOptions

  @OptionGroup(title: "Output")
  var outputOptions: OutputOptions

  func run() throws {
    let run = try outputOptions.run(of: .matrix)
    let places = try sourceOptions.places(run.interruption, reports: run.reports)
    let sources = try run.work { progress throws(UpgradeFailure) in
      progress(.patchSet)
      return try Sources(places)
    }
    if let find { try sources.patchSet.checkKnown(find) }
    let options = Matrix.Options(range: range ?? .all, sought: find)
    let matrix = try run.work { progress throws(UpgradeFailure) in
      try Matrix.run(
        options, with: sources, toolVersion: ToolVersion.current, progress: progress)
    }
    try run.deliver {
      let text = MatrixTextRenderer(terminal: run.console.output, isWhole: run.isVerbose)
      return !run.showsResult || run.console.write(text.render(matrix))
    } file: { file throws(ReportFileError) in
      if let format = MatrixFormat(file.format) { try file.write(format.render(matrix)) }
    }
    if matrix.hasConflicts { throw ExitCode(3) }
  }

  func validate() throws {
    for file in try outputOptions.files where MatrixFormat(file.format) == nil {
      throw ValidationError("A matrix has no form for '\(file.path)'.")
    }
  }
}
