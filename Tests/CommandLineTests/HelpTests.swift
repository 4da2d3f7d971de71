import Foundation
import TestSupport
import Testing

/// Every page of help, as people see it in 80 columns.
@Suite struct HelpTests {
  static let pages: [[String]] = [
    [], ["upgrade"], ["drift"], ["adopt"], ["matrix"], ["config"], ["env"], ["releases"],
    ["patches"],
    ["patches", "list"],
    ["patches", "show"],
    ["patches", "check"], ["patches", "new"], ["patches", "try"], ["patches", "capture"],
    ["patches", "operations"], ["resolve"],
    ["accept"],
    ["schema"], ["explain"], ["demo"],
  ]

  @Test(arguments: pages)
  func page(of command: [String]) throws {
    try withTool { tool in
      let result = try tool.start(command + ["--help"]).finish()
      #expect(result.status == 0)
      #expect(result.messages.isEmpty)
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let name = (["help"] + command).joined(separator: ".")
      try Snapshots().expect(result.output, named: "\(name).txt")
    }
  }

  @Test func everyCommandHasItsPage() throws {
    try withTool { tool in
      let dump = try tool.run("--experimental-dump-help")
      let tree = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8))
      #expect(Set(tree.command.paths) == Set(Self.pages))
    }
  }

  /// What ArgumentParser says of a command for programs.
  private struct Dump: Decodable {
    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?

      /// The words that lead to it and to those below it, without its own name.
      var paths: [[String]] {
        [[]]
          + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
            command.paths.map { [command.commandName] + $0 }
          }
      }
    }
    let command: Command
  }

  @Test func versionIsOneLine() throws {
    try withTool { tool in
      let result = try tool.run("--version")
      #expect(result.status == 0)
      #expect(result.output.wholeMatch(of: /confomeet-upgrade [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
    }
  }
}
