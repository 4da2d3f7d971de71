import Foundation
import GitKit
import PatchKit
import TestSupport
import UpgradeKit

extension Site {
  /// Gives the site a patch set of its own that generates into a folder, as it is written in `patchset.yaml`.
  func generate(into folder: String) throws {
    try copyPatches()
    let manifest = URL(fileURLWithPath: request.patches + "/patchset.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("directory: confomeet\n", with: "directory: \(folder)\n").utf8)
      .write(to: manifest)
  }

  /// Runs a command in the deployment's folder.
  ///
  /// - Returns: its exit status.
  func shell(_ command: some StringProtocol) throws -> Int32 {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", String(command)]
    shell.currentDirectoryURL = URL(fileURLWithPath: sandbox.deployment)
    try shell.run()
    shell.waitUntilExit()
    return shell.terminationStatus
  }

  /// Whether something is in the deployment.
  func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: sandbox.deployment + "/" + path)
  }

  /// Makes a folder of the deployment a repository with everything in it committed.
  func commitFolder(_ folder: String) throws {
    for arguments in [
      ["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "files"],
    ] {
      let output = try GitProgram.run(arguments, in: sandbox.deployment + "/" + folder)
      guard output.status == 0 else { throw Unexpected(what: "git \(arguments) failed") }
    }
  }
}
