import Editing
import Foundation
import GitKit
import TestSupport
import Testing

/// The nightly job of `.github/workflows/drift.yml`: its own commands, run where it would run them. What holds of all
/// workflows is in `Tests/workflows`.
@Suite struct WorkflowTests {
  private let workflow: Workflow

  init() throws {
    workflow = try Workflow()
  }

  /// A folder as the job has it when it comes to look for drift.
  private func withCheckout(
    _ release: String = "stable-11146-2", _ body: (Tool) throws -> Void
  ) throws {
    try withDeployment { tool in
      #expect(try tool.run(release, "--quiet").status == 0)
      try FileManager.default.createDirectory(
        at: tool.folder.appending(path: ".build/release"), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: tool.folder.appending(path: ".build/release/confomeet-upgrade"),
        withDestinationURL: Tool.executable)
      // As the action that gets the program leaves it.
      let bin = Tool.executable.deletingLastPathComponent().path
      var job = tool
      job.environment["PATH"] = "\(bin):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      job.environment.merge(workflow.environment) { $1 }
      job.environment["GITHUB_STEP_SUMMARY"] = tool.folder.appending(path: "summary.md").path
      job.environment["GITHUB_OUTPUT"] = tool.folder.appending(path: "output").path
      try tool.write("# Before\n", to: "summary.md")
      try body(job)
    }
  }

  /// Runs the commands that need no network, as the runner does.
  private func run(_ tool: Tool) throws -> Int32 {
    let commands = workflow.commands.filter {
      !$0.contains("apt-get") && !$0.contains("swift build")
    }
    #expect(commands.count == 1)
    for command in commands {
      try tool.write(command, to: "step.sh")
      let result = try tool.shell("bash --noprofile --norc -eo pipefail step.sh")
      #expect(result.messages.isEmpty || result.status != 0, "\(result.messages)")
      if result.status != 0 { return result.status }
    }
    return 0
  }

  @Test func aDeploymentInStepPasses() throws {
    try withCheckout { tool in
      #expect(try run(tool) == 0)
      let summary = try #require(tool.read("summary.md"))
      #expect(summary.hasPrefix("# Before\n## Drift: stable-11146-2\n\n**In step.**"))
      #expect(tool.read("output") == "told=yes\n")
      #expect(tool.read("drift.sarif")?.contains(#""results" : ["#) == true)
    }
  }

  @Test func driftFailsTheJobWithASummary() throws {
    try withCheckout { tool in
      try tool.write("JITSI_IMAGE_VERSION=stable-9364-1\n", to: "deployment/confomeet/.env")
      #expect(try run(tool) == 2)
      #expect(tool.read("output") == "told=yes\n")
      #expect(tool.read("summary.md")?.contains("D315") == true)
      #expect(tool.read("drift.sarif")?.contains("D315") == true)
    }
  }

  @Test func withoutADeploymentUpstreamAndThePatchSetAreLookedAt() throws {
    try withCheckout("stable-10184") { tool in
      try FileManager.default.removeItem(at: tool.folder.appending(path: "deployment"))
      #expect(try run(tool) == 0)
      let summary = try #require(tool.read("summary.md"))
      #expect(summary.contains("D301") && summary.contains("4 checks"))
    }
  }

  @Test func whatCouldNotBeDoneFailsWithAReport() throws {
    try withCheckout { tool in
      try FileManager.default.removeItem(at: tool.folder.appending(path: "upstream-lock.yaml"))
      #expect(try run(tool) == 1)
      // The mirror that nothing could be told from is not kept.
      #expect(tool.read("output") == nil)
      #expect(tool.read("summary.md")?.contains("D317") == true)
    }
  }

  /// A mirror that a run could not read must not be what the next one begins with.
  @Test func aMirrorIsKeptOnlyAfterAGoodRun() {
    let step = workflow.job["steps"]?.items?.first {
      $0["uses"]?.string?.hasPrefix("actions/cache/save@") == true
    }
    #expect(step?["if"]?.string == "always() && steps.drift.outputs.told == 'yes'")
  }

  /// The commands for GitLab in the README.
  @Test func theJobForGitLabSaysTheSame() throws {
    let readme = try String(contentsOf: Workflow.file("README.md"), encoding: .utf8)
    let block = try #require(readme.firstMatch(of: #/```yaml\n(drift:\n(?s:.*?))```/#)).1
    let job = try YAMLDocument(SourceText(Array(block.utf8))).root["drift"]
    let commands = job?["script"]?.items?.compactMap(\.string) ?? []
    let action = try String(
      contentsOf: Workflow.file(".github/actions/confomeet-upgrade/action.yml"), encoding: .utf8)
    for command in commands where !command.contains(" drift ") {
      let last = try #require(command.components(separatedBy: " && ").last)
      #expect(action.contains(last), "\(last)")
    }
    let command = try #require(commands.last)
    try withCheckout { tool in
      let inStep = try tool.shell(command)
      try tool.write("JITSI_IMAGE_VERSION=stable-9364-1\n", to: "deployment/confomeet/.env")
      let drifted = try tool.shell(command)
      #expect(inStep.status == 0 && drifted.status == 2)
      #expect(tool.read("drift.json")?.contains("D315") == true)
    }
  }
}

/// A workflow's file, read.
private struct Workflow {
  let root: YAMLNode
  /// The job that looks for drift.
  let job: YAMLNode

  init() throws {
    let bytes = Array(try Data(contentsOf: Self.file(".github/workflows/drift.yml")))
    root = try YAMLDocument(SourceText(bytes)).root
    job = try #require(root["jobs"]?["drift"])
  }

  /// A file of the repository.
  static func file(_ path: String) -> URL {
    URL(filePath: #filePath).appending(path: "../../../\(path)").standardizedFileURL
  }

  private var steps: [YAMLNode] { job["steps"]?.items ?? [] }

  /// The commands of its steps, in order.
  var commands: [String] { steps.compactMap { $0["run"]?.string } }

  /// The job's variables.
  var environment: [String: String] {
    Dictionary(
      uniqueKeysWithValues: (job["env"]?.pairs ?? []).compactMap { pair in
        pair.key.string.flatMap { name in pair.value.string.map { (name, $0) } }
      })
  }
}
