import Foundation
import TestSupport
import Testing

/// Secrets in all kinds of places of a deployment, and all that the commands say and write about it.
@Suite("Secrets of a deployment")
struct SecretTests {
  private static let patches = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "patches")

  @Test("are in no output of any command", .tags(.random), arguments: Seeds.plain(3))
  func outputs(seed: UInt64) throws {
    try withTool(["CONFOMEET_UPSTREAM": "demo", "CONFOMEET_CACHE": "cache"]) { tool in
      try FileManager.default.copyItem(
        at: Self.patches, to: tool.folder.appending(path: "patches"))
      try #require(try tool.run("stable-10184", "--quiet").status == 0)
      var plants = SecretPlants(seed: seed)
      try plants.plant(in: tool)
      var said = Said(plants: plants)
      if plants.chance(25) {
        let git = "git -c user.name=a -c user.email=a@example.com"
        _ = try tool.shell("cd deployment && git init -q && git add -A && \(git) commit -qm a")
        said.look(at: try tool.run("stable-11146-2", "--commit", "-v"), "--commit")
        said.look(at: try tool.shell("git -C deployment log --branches --format=%B"), "message")
      }
      try said.run(tool, "stable-11146-2", "--dry-run")
      try said.run(tool, "drift")
      try said.run(tool, "drift", "--env-file", "deployment/confomeet/env.example")
      for file in ["confomeet/env.example", "confomeet/.env", ".env"]
      where tool.read("deployment/" + file) != nil {
        try said.run(
          tool, "env", "stable-9364-1..stable-11146-2", "--env-file", "deployment/" + file,
          reports: ["r.md", "r.html", "r.json"])
      }
      try said.run(tool, "adopt", "--dry-run", "--lock", "other.yaml")
      try said.run(tool, "adopt", "stable-10184", "--dry-run", "--lock", "other.yaml")
      try said.run(tool, "stable-11146-2", "--mark-conflicts")
      try said.run(tool, "upgrade", "--continue")
      try said.run(tool, "resolve", "--release", "stable-11146-2", "--take", "ours", reports: [])
      try said.run(tool, "resolve", "--take", "ours", reports: [])
      try plants.damage(resolutionsOf: tool)
      try said.run(tool, "upgrade", "--continue")
      try said.run(tool, "upgrade", "--abort")
      try said.run(tool, "stable-11146-2")
      try said.run(tool, "patches", "check", reports: [])
      try said.run(tool, "drift")
      #expect(said.leaks.isEmpty, "planted: \(plants.log)")
    }
  }
}

/// What commands said, searched for secrets.
private struct Said {
  let plants: SecretPlants
  /// Lines with secrets in them.
  private(set) var leaks: [String] = []

  /// Runs a command with all of its reports.
  mutating func run(
    _ tool: Tool, _ arguments: String...,
    reports: [String] = ["r.md", "r.html", "r.json", "r.sarif"]
  ) throws {
    let options = reports.isEmpty ? [] : ["--verbose"] + reports.flatMap { ["--report", $0] }
    let name = arguments.joined(separator: " ")
    let result = try tool.start(arguments + options).finish()
    #expect(result.status != 64, "\(name): \(result.messages)")
    look(at: result, name)
    for report in reports {
      search(tool.read(report) ?? "", "\(name), \(report)")
      try? FileManager.default.removeItem(at: tool.folder.appending(path: report))
    }
  }

  mutating func look(at result: Tool.Result, _ name: String) {
    search(result.output, name)
    search(result.messages, "\(name), messages")
  }

  private mutating func search(_ text: String, _ name: String) {
    leaks += plants.leaks(in: text).map { "\(name): \($0)" }
  }
}

extension SecretPlants {
  /// Plants some secrets in the files of a deployment, of which one at most keeps its file from being read.
  fileprivate mutating func plant(in tool: Tool) throws {
    var mayBreak = chance(50)
    for _ in 0..<pick(4...9) {
      guard let plant = draw(mayBreak: mayBreak) else { continue }
      mayBreak = mayBreak && !plant.breaks
      let path = "deployment/" + plant.path
      try tool.write(insert(plant, into: tool.read(path) ?? ""), to: path)
    }
  }

  /// Plants secrets in resolutions, as people edit them.
  fileprivate mutating func damage(resolutionsOf tool: Tool) throws {
    for name in tool.names(in: "patches/resolutions") where chance(40) {
      let path = "patches/resolutions/" + name
      let line = filled(pick(["text: |\n  §", "becaus: §", "  - §", "outcome: [§", "because: §"]))
      try tool.write((tool.read(path) ?? "") + line + "\n", to: path)
    }
  }
}
