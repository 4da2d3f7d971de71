import ArgumentParser
import Findings
import GitKit
import Glibc

/// `demo`: the main job on a small upstream, without a network.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.demo.rawValue,
    abstract: "Try it on a small upstream, without a network.",
    discussion: """
      Makes a small upstream of its own in a temporary folder, and there upgrades a new deployment twice. Then \
      somebody edits files by hand, and the third upgrade stops where upstream changed the same place. Your files are \
      not touched.
      """)

  @Flag(help: "Leave the temporary folder, to try more there.")
  var keep = false

  @OptionGroup
  var patchSetOptions: PatchSetOptions

  @OptionGroup
  var colorOptions: ColorOptions

  func run() throws {
    let console = Console(try colorOptions.color)
    _ = try patchSetOptions.read(console)
    let interruption = Interruption(isShowingProgress: false)
    do {
      let folder = try TemporaryFolders.make(
        in: Variable.value(of: "TMPDIR") ?? "/tmp", named: "confomeet-demo")
      defer { if !keep { TemporaryFolders.remove(folder) } }
      let tour = try DemoTour(
        in: folder, patches: patchSetOptions.patches, console: console,
        interruption: interruption)
      try tour.show()
      try tour.sayGoodbye(folder: keep ? folder : nil)
      if keep { TemporaryFolders.release(folder) }
    } catch let error as GitError {
      interruption.finish()
      console.warn(error.description)
      throw ExitCode.failure
    }
    interruption.finish()
  }
}
