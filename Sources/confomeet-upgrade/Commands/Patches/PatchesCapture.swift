import ArgumentParser
import Findings
import PatchKit
import Rendering
import UpgradeKit

/// `patches capture`: local edits become a patch.
struct PatchesCapture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Make a patch of the local edits of a deployment.",
    usage: "confomeet-upgrade patches capture [<options>] <patch> [<file> ...]",
    discussion: """
      Compares the deployment's generated files with what the lock says, and writes a patch of typed operations that \
      does the same to upstream's files: 'patches/PATCH/patch.yaml', and its name into 'patchset.yaml'. The lock moves \
      with it, so that the edits are no drift any more, and later upgrades carry them by meaning.

      Before anything is written, generating the locked release with the patch has to give the deployment. Where an \
      edit has another form than the generated files, the same is generated in their form, and the lines are listed. \
      All later releases are tried, too, and what breaks there is said.

      FILE is a generated file or a folder, or a new file that the patch is to bring; without any, all edited files \
      count. '--only' takes the edits at or below a place of compose files alone. An edit of what a patch wrote changes \
      that patch. A value that looks like a secret is refused: it belongs into '.env'. One that only may be one is taken \
      with '--not-secret FILE:LINE'.

      EXAMPLES:
        confomeet-upgrade patches capture jvb-health --dry-run
        confomeet-upgrade patches capture jvb-health --only services.jvb \\
          --title "JVB is restarted when it hangs" --reason "Until #1234 is fixed."
        confomeet-upgrade patches capture own-page confomeet/web/rootfs/own.html

      EXIT STATUS:
        0  captured
        1  the edits can't be captured; nothing was written
        2  '--dry-run': the patch set would change
        4  captured; only standard output failed
      """)

  @Argument(
    help: ArgumentHelp(
      "The new patch's name: small letters, digits and '-'.", valueName: "patch"))
  var name: String

  @Argument(
    help: ArgumentHelp(
      "The files or folders, by their paths in the deployment; all edited ones by default.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what is at or below a place of compose files, such as services.jvb.",
      valueName: "place"))
  var only: String?

  @OptionGroup
  var words: PatchWordsOptions

  @Option(
    name: .customLong("not-secret"),
    help: ArgumentHelp(
      "Also take a value that may be a secret, and doesn't look like one for certain, as the message names it. May be given several times.",
      valueName: "file:line"))
  var vouched: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Show the patch, and write nothing.")
  var isDryRun = false

  @OptionGroup
  var placeOptions: PlaceOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    try PatchName.check(name)
    guard only?.split(separator: ".", omittingEmptySubsequences: false).contains("") != true
    else {
      throw ValidationError("'--only' is a place such as services.jvb.")
    }
  }

  func run() throws {
    let console = Console(try colorOptions.color)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    let places = try placeOptions.places(interruption)
    let options = PatchCapture.Options(
      name: name, files: files,
      only: only.map { $0.split(separator: ".").map(String.init) }, vouched: Set(vouched),
      isDryRun: isDryRun)
    let capture = try console.onUpgrade { () throws(UpgradeFailure) in
      try PatchCapture(options, at: places) {
        interruption.begin($0.rawValue, isWriting: $0.isWriting)
      }
    }
    interruption.finish()
    let text = ListText(terminal: console.output)
    guard !isDryRun else {
      let report = try console.onUpgrade { () throws(UpgradeFailure) in
        try capture.report(title: words.title, reason: words.reason)
      }
      try console.print(text.render(report, isWritten: false, isWhole: true))
      throw ExitCode(2)
    }
    let said = try asked(for: capture, console)
    let report = try console.onUpgrade { () throws(UpgradeFailure) in
      interruption.begin(RunStage.write.rawValue, isWriting: true)
      defer { interruption.finish() }
      try capture.write(title: said.title, reason: said.reason)
      return try capture.report(title: said.title, reason: said.reason)
    }
    guard console.write(text.render(report, isWritten: true, isWhole: false)) else {
      throw CommandRun.reportFailed
    }
  }

  /// Title and reason: as given; else a person is asked, who sees before what the patch is; else blanks.
  private func asked(
    for capture: PatchCapture, _ console: Console
  ) throws -> (title: String?, reason: String?) {
    guard capture.makesPatch, words.isAsking else { return (words.title, words.reason) }
    let report = try console.onUpgrade { () throws(UpgradeFailure) in
      try capture.report(title: words.title, reason: words.reason)
    }
    try console.print(
      ListText(terminal: console.output).render(report, isWritten: false, isWhole: true))
    return try words.asked()
  }
}
