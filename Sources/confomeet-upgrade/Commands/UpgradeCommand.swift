import ArgumentParser
import Editing
import Findings
import GitKit
import Rendering
import UpgradeKit

/// `upgrade`: the main job.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.upgrade.rawValue,
    abstract: "Move the deployment to a release.",
    discussion: """
      Generates the deployment's files from upstream at the release with the patch set applied, checks every \
      guarantee on the result, and writes the files and the lock: all, or nothing. Generated files that were edited \
      by hand are merged: the edits stay, and upstream's changes come in beside them; where both changed the same \
      place, that is a conflict. With --mark-conflicts such places are marked in the files for you to edit, and \
      everything else is written; the lock moves with --continue, when no marker is left. An older release than the locked one is a release like any other.

      With '--commit' the result becomes one commit on top of the one that is checked out, on a branch of its own, with \
      the report as its message. The work tree, the index and the current branch stay as they are. With \
      '--mark-conflicts' as well, conflicts are marked in that commit, and the lock does not move in it: check the \
      branch out, edit the files, and finish with '--continue'.

      EXAMPLES:
        confomeet-upgrade stable-10184
        confomeet-upgrade latest --dry-run --report upgrade.md
        confomeet-upgrade latest --dry-run --deployments sites.txt
        confomeet-upgrade stable-10184 --mark-conflicts
        confomeet-upgrade upgrade --continue
        confomeet-upgrade stable-10184 --commit
        confomeet-upgrade @master --dry-run
        confomeet-upgrade @master --unreleased
        confomeet-upgrade stable-10184 --upstream ../docker-jitsi-meet

      EXIT STATUS:
        0    done, or nothing had to be done
        1    it could not be done; nothing was written
        2    dry run: files would change
        3    conflicts: a person has to decide; nothing was written, or with --mark-conflicts all but the lock
        4    written; only a report or standard output failed
        130  interrupted; nothing half-written
      """)

  @Argument(
    help: ArgumentHelp(
      "The release: stable-N, stable-N-M, or shorter N, N-M; 'latest' for the newest. With --dry-run or --unreleased also '@master' or '@COMMIT', any commit of upstream."
    ),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var release: String?

  @Flag(
    name: [.customShort("n"), .customLong("dry-run")],
    help: "Write nothing; say what would become of each file.")
  var isDryRun = false

  @Flag(
    name: .customLong("unreleased"),
    help:
      "Upgrade to a commit that is in no release; the images stay those of the release before it.")
  var allowsUnreleased = false

  @Flag(
    name: .customLong("mark-conflicts"),
    help: "Write conflict markers into the files concerned, and everything else merged.")
  var marksConflicts = false

  @Flag(
    name: .customLong("continue"),
    help: "Finish an upgrade whose conflicts were marked, when no marker is left.")
  var isContinued = false

  @Flag(
    name: .customLong("abort"),
    help: "Give up an upgrade whose conflicts were marked: its files are put back as they were.")
  var isAborted = false

  @Flag(
    name: .customLong("commit"),
    help:
      "Commit the result to the branch 'upgrade/<release>' of the deployment's repository, and touch no file."
  )
  var commits = false

  @OptionGroup
  var placeOptions: SeveralPlaceOptions

  @OptionGroup(title: "Output")
  var outputOptions: OutputOptions

  func validate() throws {
    guard !placeOptions.areSeveral || isDryRun && !commits && !marksConflicts else {
      throw ValidationError(
        "Several deployments are looked at with --dry-run alone; upgrade them one by one.")
    }
    guard let release else {
      guard isContinued != isAborted else {
        throw ValidationError("Name a release, or give --continue or --abort.")
      }
      guard !isDryRun, !allowsUnreleased, !marksConflicts, !commits else {
        throw ValidationError(
          "--dry-run, --unreleased, --mark-conflicts and --commit go with a release.")
      }
      return
    }
    guard !isContinued, !isAborted else {
      throw ValidationError("--continue and --abort go without a release.")
    }
    // A release has a number; a slip in the name of a command has none.
    let commands = CommandName.allCases.map(\.rawValue)
    guard let command = Suggestion.nearest(to: release.lowercased(), in: commands) else { return }
    throw ValidationError(
      "'\(release)' is neither a release nor a command. Did you mean '\(command)'?")
  }

  func run() throws {
    let list = try placeOptions.list(outputOptions.console)
    let run = try outputOptions.run(of: .upgrade, on: list)
    let places = try placeOptions.places(
      run.interruption, reports: run.reports, isNewInside: true)
    guard !isAborted else { return try abandon(places, run) }
    let options = options(run)
    if let list {
      return try run.report(
        .dryRun(options), on: list, at: places, as: [options.release, "--dry-run"])
    }
    try run.report { progress throws(UpgradeFailure) in
      let result =
        isContinued
        ? try Upgrade.resume(options, at: places, progress: progress)
        : try Upgrade.run(options, at: places, progress: progress)
      return result.report(toolVersion: ToolVersion.current)
    }
  }

  private func options(_ run: CommandRun) -> Upgrade.Options {
    let message: @Sendable (UpgradeResult) -> String = { result in
      CommitMessage.text(of: result.report(toolVersion: ToolVersion.current))
    }
    return Upgrade.Options(
      release: release ?? "", isDryRun: isDryRun, allowsUnreleased: allowsUnreleased,
      marksConflicts: marksConflicts,
      commitMessage: commits ? message : nil, identity: Self.identity, wantsDiffs: run.wantsDiffs,
      // A plain run ends before the history between two releases would be read.
      wantsUpstreamChanges: run.wantsDiffs || commits,
      wantsPreconditions: run.wantsDiffs || !run.isQuiet,
      environmentFiles: EnvironmentFileOptions.ofCompose)
  }

  private func abandon(_ places: Places, _ run: CommandRun) throws {
    let abandoned = try run.work { progress throws(UpgradeFailure) in
      try Upgrade.abandon(at: places, progress: progress)
    }
    try run.deliver(wasWritten: true) {
      run.isQuiet
        || run.console.write(line: abandoned.description)
    }
  }

  /// What the environment says of who commits.
  private static var identity: [String: String] {
    var variables: [String: String] = [:]
    for name in Repository.identityVariables { variables[name] = Variable.value(of: name) }
    return variables
  }
}
