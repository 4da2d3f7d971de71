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
    commandName: CommandName.resolve.rawValue,
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
        1  something can't be recorded; nothing was
        3  markers are left in a file; nothing was recorded
        4  recorded; only standard output failed
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

  @OptionGroup
  var placeOptions: PlaceOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    guard take != nil || release == nil else {
      throw ValidationError("--release goes with --take.")
    }
  }

  func run() throws {
    let console = Console(try colorOptions.color)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    let places = try placeOptions.places(interruption)
    let options = Resolve.Options(
      files: files, node: node, take: take?.outcome, release: release, reason: because)
    let result = try console.onUpgrade { () throws(UpgradeFailure) in
      try Resolve.run(options, at: places) {
        interruption.begin($0.rawValue, isWriting: $0.isWriting)
      }
    }
    interruption.finish()
    guard result.markers.isEmpty else {
      console.show(result.markers)
      throw ExitCode(3)
    }
    let next = "confomeet-upgrade " + (release == nil ? "upgrade --continue" : result.release)
    let isShown = console.write(
      ListText(terminal: console.output).render(result.listed, next: next))
    console.show(result.problems + result.notes)
    if !result.problems.isEmpty { throw ExitCode.failure }
    if !isShown { throw CommandRun.reportFailed }
  }
}
