import ArgumentParser
import Findings
import GitKit
import PatchKit
import Rendering
import UpgradeKit

/// `resolve`: how conflicts were settled, for the next time.
struct ResolveCommand: ParsableCommand {
  /// Whose text is taken.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case ours
    case theirs

    var outcome: Resolution.Outcome {
      switch self {
      case .ours: .ours
      case .theirs: .theirs
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Record how conflicts were settled, so that they are settled so again.",
    discussion: """
      After 'upgrade --mark-conflicts' and your edits: records what stands now in the place of each conflict, in the \
      patch set's folder 'resolutions'. Commit that folder: where the same conflict comes up again, in another \
      deployment or in CI, it is settled in the same way and is no conflict.

      A file that is in conflict as a whole has no marks: upstream removed it, it is no text, or a file of your own is \
      in the way. '--take ours' keeps it, '--take theirs' replaces or removes it with 'upgrade --continue'. Before an \
      upgrade, '--release' and '--take' decide on the conflicts that it would come across.

      EXAMPLES:
        confomeet-upgrade resolve --because "recordings lie on a disk of their own"
        confomeet-upgrade resolve confomeet/jibri.yml
        confomeet-upgrade resolve confomeet/jicofo/Dockerfile --take theirs
        confomeet-upgrade resolve --release stable-10184 --take ours

      EXIT STATUS:
        0  recorded
        1  something could not be recorded
        3  markers are left in a file; nothing was recorded
      """)

  @Argument(
    help: ArgumentHelp(
      "The files, by their paths in the deployment; all with conflicts by default."),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Why it was decided so, for those who come across it later.", valueName: "text"))
  var because: String?

  @Option(help: ArgumentHelp("Only the conflict about this part of the file.", valueName: "part"))
  var node: String?

  @Option(
    help: ArgumentHelp(
      "What is decided: the deployment's text stays, or upstream's comes in.", valueName: "side"))
  var take: Side?

  @Option(
    help: ArgumentHelp(
      "The release whose upgrade comes across the conflicts.", valueName: "release"),
    completion: .custom { _, _, _ in Completions.releases })
  var release: String?

  @OptionGroup(title: "Deployment")
  var deploymentOptions: DeploymentOptions

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Deployment")
  var lockOptions: LockOptions

  @OptionGroup(title: "Upstream")
  var upstreamOptions: UpstreamOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    guard take != nil || release == nil else {
      throw ValidationError("--release goes with --take.")
    }
  }

  func run() throws {
    let console = try Console(colorOptions)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    interruption.begin(UpgradeStage.compare.rawValue)
    let request = try request(interruption)
    let result: Resolve.Result
    do throws(UpgradeFailure) {
      result = try Resolve.run(request)
      interruption.finish()
    } catch {
      interruption.finish()
      throw console.failure(error.findings)
    }
    guard result.markers.isEmpty else {
      console.show(result.markers)
      throw ExitCode(3)
    }
    try console.print(page(of: result, console.output).text)
    console.show(result.problems + result.notes)
    if !result.problems.isEmpty { throw ExitCode.failure }
  }

  private func request(_ interruption: Interruption) throws -> Resolve.Request {
    Resolve.Request(
      files: files, node: node, take: take?.outcome, reason: because,
      upgrade: UpgradeRequest(
        release: release ?? "", deployment: deploymentOptions.deployment,
        patches: patchSetOptions.patches, lock: lockOptions.lock(of: deploymentOptions.deployment),
        upstream: upstreamOptions.upstream, cache: try upstreamOptions.cache,
        isOffline: try upstreamOptions.isOffline, isDryRun: true, wantsDiffs: false,
        connection: upstreamOptions.connection(interruption.flag) { interruption.update($0) }))
  }

  private func page(of result: Resolve.Result, _ terminal: TerminalOptions) -> TextPage {
    var page = TextPage(terminal)
    for record in result.records {
      let resolution = record.resolution
      page.add(StyledText("\(record.path): \(resolution.part): \(resolution.decision)"), hanging: 2)
      let verb = record.isOld ? "as recorded" : "recorded"
      page.add(StyledText("\(verb) in \(resolution.place.file)"), indent: 2, hanging: 4)
    }
    guard !result.records.isEmpty else { return page }
    let next =
      release.map { "confomeet-upgrade \($0)" } ?? "confomeet-upgrade upgrade --continue"
    page.add(StyledText("Next: \(next)"), hanging: 2)
    return page
  }
}
