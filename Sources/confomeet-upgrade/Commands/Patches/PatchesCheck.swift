import ArgumentParser
import Findings
import PatchKit
import UpgradeKit

/// `patches check`: whether the manifests can be used.
struct PatchesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the manifests of the patch set.",
    usage: "confomeet-upgrade patches check [<options>]",
    discussion: """
      Reads all manifests strictly and shows everything that is wrong, with file, line and column. Exits with 1 when \
      there is anything.

      Resolutions of conflicts are compared with upstream, and with the deployment when its lock is there: those that \
      match nothing any more are mentioned.
      """)

  @OptionGroup(title: "Deployment")
  var deploymentOptions: DeploymentOptions

  @OptionGroup(title: "Deployment")
  var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Deployment")
  var lockOptions: LockOptions

  @OptionGroup(title: "Upstream")
  var upstreamOptions: UpstreamOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func run() throws {
    let console = try Console(colorOptions)
    let set = try patchSetOptions.read(console)
    let idle = try idleResolutions(of: set, console)
    console.show(set.notes + idle)
    let variants = set.patches.flatMap(\.variants)
    let guarantees = set.patches.flatMap(\.guarantees) + variants.flatMap(\.guarantees)
    var facts = [
      count(set.patches.count, "patch", "patches"), count(variants.count, "variant"),
      count(variants.reduce(0) { $0 + $1.operations.count }, "operation"),
      count(variants.reduce(0) { $0 + $1.assumptions.count }, "assumption"),
      count(guarantees.count, "guarantee"),
    ]
    if !set.resolutions.isEmpty { facts.append(count(set.resolutions.count, "resolution")) }
    let verdict =
      idle.isEmpty
      ? "nothing is wrong"
      : count(idle.count, "resolution matches", "resolutions match") + " nothing any more"
    try console.print(line: "\(set.name): \(facts.joined(separator: ", ")); \(verdict)")
  }

  /// The resolutions that match nothing any more. Without upstream there is only the format to check.
  private func idleResolutions(of set: PatchSet, _ console: Console) throws -> [Finding] {
    guard !set.resolutions.isEmpty else { return [] }
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    interruption.begin(UpgradeStage.compare.rawValue)
    let request = UpgradeRequest(
      release: "", deployment: deploymentOptions.deployment, patches: patchSetOptions.patches,
      lock: lockOptions.lock(of: deploymentOptions.deployment), upstream: upstreamOptions.upstream,
      cache: try upstreamOptions.cache,
      isOffline: try upstreamOptions.isOffline, isDryRun: true, wantsDiffs: false,
      connection: upstreamOptions.connection(interruption.flag) { interruption.update($0) })
    do throws(UpgradeFailure) {
      return try ResolutionCheck.findings(on: set, request)
    } catch {
      interruption.finish()
      if error.findings.contains(where: { $0.code == .cancelled }) {
        throw console.failure(error.findings)
      }
      let why = error.findings.first?.headline ?? "upstream cannot be read"
      console.warn("resolutions were checked for their form only: \(why)")
      return []
    }
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? "\(one)s")"
  }
}
