import ArgumentParser
import Rendering
import UpgradeKit

/// `patches new`: begins a patch.
struct PatchesNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a patch, with examples of what one can have.",
    usage: "confomeet-upgrade patches new [<options>] <patch>",
    discussion: """
      Writes 'patches/PATCH/patch.yaml', and its name at the end of the list in 'patchset.yaml'. The patch does nothing \
      yet: it has an example of each part in comments, which become the patch when their '#' is taken away. Title and \
      reason are asked for on a terminal; else they stay blanks, which 'patches check' mentions.

      EXAMPLES:
        confomeet-upgrade patches new jvb-health
        confomeet-upgrade patches new jvb-health --title "JVB has a healthcheck"
      """)

  @Argument(
    help: ArgumentHelp(
      "The new patch's name: small letters, digits and '-'.", valueName: "patch"))
  var name: String

  @OptionGroup
  var words: PatchWordsOptions

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws { try PatchName.check(name) }

  func run() throws {
    let console = Console(try colorOptions.color)
    let places = Places(
      deployment: "", patches: patchSetOptions.patches,
      lock: "\(patchSetOptions.patches)/patchset.yaml", cache: "")
    _ = try console.onUpgrade { () throws(UpgradeFailure) in
      try NewPatch.check(name, [words.title, words.reason], at: places)
    }
    let said = try words.asked()
    let path = try console.onUpgrade { () throws(UpgradeFailure) in
      try NewPatch.write(name, title: said.title, reason: said.reason, at: places)
    }
    let text = ListText(terminal: console.output).render(
      done: "began patch `\(name)`", detail: path,
      next: "confomeet-upgrade patches try \(name)")
    guard console.write(text) else { throw CommandRun.reportFailed }
  }
}
