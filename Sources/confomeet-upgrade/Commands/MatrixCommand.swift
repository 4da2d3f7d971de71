import ArgumentParser
import Editing
import GitKit
import PatchKit
import Rendering
import Reports
import UpgradeKit

/// `matrix`: the patch set tried on many releases.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
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
        confomeet-upgrade matrix --find jicofo-shared-document

      EXIT STATUS:
        0    no patch has a conflict at any of the releases
        1    it could not be done
        3    conflicts
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp(
      "Only the releases from A to B, both included; either may be left out.", valueName: "A..B"))
  var range: ReleaseRange?

  @Option(
    help: ArgumentHelp(
      "Find the upstream commit behind each change of a patch's row.", valueName: "patch"),
    completion: .custom { _, _, _ in Completions.patches })
  var find: String?

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Upstream")
  var upstreamOptions: UpstreamOptions

  @OptionGroup(title: "Output")
  var reportOptions: ReportOptions

  @OptionGroup(title: "Output")
  var detailOptions: DetailOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func run() throws {
    let console = try Console(colorOptions)
    let files = try reportOptions.files
    let (isQuiet, isVerbose) = (try detailOptions.isQuiet, try detailOptions.isVerbose)
    let set = try patchSetOptions.read(console)
    try checkSought(in: set)
    try console.onReportFile { () throws(ReportFileError) in
      for file in files { try file.check() }
    }
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable && !isQuiet)
    let request = try request(set, interruption)
    EarlyGit.begin()
    let matrix: PatchMatrix
    do throws(UpgradeFailure) {
      matrix = try Matrix.run(
        request, toolVersion: ConfomeetUpgrade.toolVersion
      ) { interruption.begin($0.rawValue) }
      interruption.finish()
    } catch {
      interruption.finish()
      throw console.failure(error.findings)
    }
    if !isQuiet || reportOptions.isOnStandardOutput {
      try console.print(
        MatrixTextRenderer(terminal: console.output, isWhole: isVerbose).render(matrix))
    }
    try console.onReportFile { () throws(ReportFileError) in
      for file in files {
        if let format = MatrixFormat(file.format) { try file.write(format.render(matrix)) }
      }
    }
    if matrix.hasConflicts { throw ExitCode(3) }
  }

  func validate() throws {
    for file in try reportOptions.files where MatrixFormat(file.format) == nil {
      throw ValidationError("A matrix has no form for '\(file.path)'.")
    }
  }

  private func checkSought(in set: PatchSet) throws {
    guard let find, set[find] == nil else { return }
    let ids = set.patches.map(\.id)
    let nearest = Suggestion.nearest(to: find, in: ids).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError(
      "There is no patch '\(find)'.\(nearest) There are \(ids.joined(separator: ", ")).")
  }

  private func request(_ set: PatchSet, _ interruption: Interruption) throws -> MatrixRequest {
    let range = range
    return MatrixRequest(
      patchSet: set, upstream: upstreamOptions.upstream, cache: try upstreamOptions.cache,
      isOffline: try upstreamOptions.isOffline, isWanted: { range?.contains($0) ?? true },
      sought: find,
      connection: upstreamOptions.connection(interruption.flag) { interruption.update($0) })
  }
}
