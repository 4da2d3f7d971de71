import ArgumentParser
import Editing
import Findings
import GitKit
import PatchKit
import Rendering
import UpgradeKit

/// `accept`: records findings that people live with.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.accept.rawValue,
    abstract: "Record that a finding is accepted.",
    usage: "confomeet-upgrade accept [<options>] <code> <path> --because <text>",
    discussion: """
      Writes an entry into 'accepted.yaml' in the patch set's folder. 'drift', 'env' and 'upgrade' list accepted \
      findings apart and don't fail for them. The file is no part of the patch set that the lock names: accepting \
      changes nothing that is generated. Commit it.

      CODE and PATH are those of the finding, as a report has them. '--part' takes only those that name it: a patch, a \
      variable, a service, or a conflict's id. A finding that was accepted before gets the new reason and end.

      EXAMPLES:
        confomeet-upgrade accept E406 confomeet/.env --because "the backup's"
        confomeet-upgrade accept D306 confomeet/jibri.yml --until 2026-12-31 \\
          --because "the new disks come in January"

      EXIT STATUS:
        0  recorded
        1  it could not be recorded
        4  recorded; only standard output failed
      """)

  @Argument(
    help: ArgumentHelp("The finding's code, such as E406, or its name.", valueName: "code"),
    completion: .list(FindingCode.allCases.filter(\.isAcceptable).map(\.rawValue)))
  var code: String

  @Argument(
    help: ArgumentHelp("The file that it is about, as the finding has it.", valueName: "path"),
    completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp(
      "Only findings about this part of the file: a patch, a variable, a service, or a conflict's id.",
      valueName: "part"))
  var part: String?

  @Option(
    help: ArgumentHelp("Why people live with it, and when that can end.", valueName: "text"))
  var because: String

  @Option(
    help: ArgumentHelp(
      "The last day on which it is accepted; without it there is no end.", valueName: "yyyy-mm-dd"))
  var until: String?

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    _ = try acceptance()
  }

  func run() throws {
    let console = Console(try colorOptions.color)
    let places = Places(
      deployment: "", patches: patchSetOptions.patches, lock: "", cache: "", today: Day.today)
    let acceptance = try acceptance()
    let result = try console.onUpgrade { () throws(UpgradeFailure) in
      try Accept.run(acceptance, at: places)
    }
    let until = acceptance.until.map { ", until \($0)" } ?? ""
    let verb = result.isReplaced ? "instead of before" : "recorded"
    let isShown = console.write(
      ListText(terminal: console.output).render(
        done: "\(acceptance.subject) is accepted\(until)", detail: "\(verb) in \(result.file)",
        next: "confomeet-upgrade drift"))
    guard isShown else { throw CommandRun.reportFailed }
  }

  /// What the arguments say.
  private func acceptance() throws -> Acceptance {
    guard let code = FindingCode(named: code) else {
      throw ValidationError(ExplainCommand.unknown(code))
    }
    guard code.isAcceptable else {
      throw ValidationError(
        "\(code.rawValue) can't be accepted: it stops what is run, or says that something could not be looked at. 'confomeet-upgrade explain \(code.rawValue)' tells what to do."
      )
    }
    let file: TreePath
    do throws(TreePathError) {
      file = try TreePath(path)
    } catch {
      throw ValidationError("The path '\(path)' can't be that of a finding: \(error.description).")
    }
    guard because.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("'--because' needs a reason.")
    }
    guard part != "" else { throw ValidationError("'--part' needs a name.") }
    let day = until.flatMap { Day($0) }
    guard until == nil || day != nil else {
      throw ValidationError("'--until' needs a day such as 2026-12-31, and is '\(until ?? "")'.")
    }
    return Acceptance(code, file, part: part, reason: because, until: day)
  }
}
