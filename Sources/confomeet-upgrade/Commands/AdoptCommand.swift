import ArgumentParser
import Findings
import UpgradeKit

/// `adopt`: takes over a deployment that was made by hand.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.adopt.rawValue,
    abstract: "Take over a deployment that was made by hand.",
    usage: "confomeet-upgrade adopt [<options>] [<release>]",
    discussion: """
      For a repository that was made from docker-jitsi-meet by hand: finds which of its files come from which of \
      upstream's, tells what people added, changed and dropped in each, and writes the lock. No other file is touched. \
      The next upgrade then keeps what people changed, and adds the customisations that files made from upstream's own \
      don't have yet.

      Without a release, the one that the files come closest to is proposed, with the evidence, or a commit between two \
      releases where that comes closer; nothing is written.

      EXAMPLES:
        confomeet-upgrade adopt --deployment ../confomeet-deploy
        confomeet-upgrade adopt stable-9364-1 --deployment ../confomeet-deploy --report adopt.md

      EXIT STATUS:
        0    done, or the lock was there already, or a release is proposed
        1    it could not be done; nothing was written
        2    dry run: the lock would be written
        3    conflicts: a person has to decide; nothing was written
        4    written; only a report or standard output failed
        130  interrupted; nothing half-written
      """)

  @Argument(
    help: ArgumentHelp(
      "The release that the deployment was made from: stable-N, stable-N-M, or shorter N, N-M; or '@COMMIT', any commit of upstream.",
      valueName: "release"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var release: String?

  @Flag(
    name: [.customShort("n"), .customLong("dry-run")],
    help: "Write nothing, not even the lock.")
  var isDryRun = false

  @Flag(
    name: .customLong("force"),
    help: "Replace a lock that says something else, and take the release though another is closer.")
  var isForced = false

  @Flag(
    name: .customLong("as-upstream"),
    help:
      "Leave the deployment without the customisations that it lacks: upgrades don't add them.")
  var isAsUpstream = false

  @Option(
    name: .customLong("own"),
    help: ArgumentHelp(
      "A file of your own that only looks like one of upstream's, by its path in the deployment. May be given several times.",
      valueName: "file"))
  var own: [String] = []

  @OptionGroup
  var placeOptions: PlaceOptions

  @OptionGroup(title: "Output")
  var outputOptions: OutputOptions

  func run() throws {
    let run = try outputOptions.run(of: .adopt)
    let places = try placeOptions.places(run.interruption, reports: run.reports)
    let options = Adoption.Options(
      release: release, isDryRun: isDryRun, isForced: isForced, isAsUpstream: isAsUpstream,
      own: own)
    try run.report { progress throws(UpgradeFailure) in
      try Adoption.run(options, at: places, progress: progress)
        .report(toolVersion: ToolVersion.current)
    }
  }
}
