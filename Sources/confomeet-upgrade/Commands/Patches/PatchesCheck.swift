import ArgumentParser
import Findings
import PatchKit
import Rendering
import Reports
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

      Variables that patches declare under 'environment' must be in env.example or a compose file of what the patch set \
      makes of the newest release that uses the variant.
      Resolutions of conflicts are compared with upstream, and with the deployment when its lock is there: those that \
      match nothing any more are mentioned.
      So are blanks that 'patches capture' left for title and reason, patches without guarantees, variants that no \
      release uses, and operations whose result is there already in each release.

      '--mutate' tests the patch set against changes that upstream has not made: services renamed, files moved, blocks \
      reformatted or wrapped in a condition, variables no longer read, chains split, images moved, and others, each on a \
      real release. A customisation has to be carried, so that containers get and read the same as before, or to stop \
      the upgrade. Where it is lost without a conflict, the missing guarantee is named, and the exit status is 1. The \
      same seed draws the same changes.

      EXAMPLES:
        confomeet-upgrade patches check
        confomeet-upgrade patches check --mutate
        confomeet-upgrade patches check --mutate 10000 --seed 7
      """)

  @Option(
    defaultAsFlag: 1000,
    help: ArgumentHelp(
      "Test the patch set against so many upstream changes that nobody made; 1000 unless said.",
      valueName: "count"))
  var mutate: Int?

  @Option(help: ArgumentHelp("What the changes are drawn of.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup
  var placeOptions: PlaceOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    guard mutate.map({ (1...100_000).contains($0) }) ?? true else {
      throw ValidationError("'--mutate' takes 1 to 100000.")
    }
  }

  func run() throws {
    let console = Console(try colorOptions.color)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    let places = try placeOptions.places(interruption)
    let sources = try console.onUpgrade { () throws(UpgradeFailure) in try Sources(places) }
    let set = sources.patchSet
    let idle = try onUpstream("resolutions", sources, console, interruption) {
      (sources) throws(UpgradeFailure) in try ResolutionCheck.findings(with: sources)
    }
    let missing = try onUpstream("variables", sources, console, interruption) {
      (sources) throws(UpgradeFailure) in try NeededVariableCheck.findings(with: sources)
    }
    let unused = try onUpstream("operations and variants", sources, console, interruption) {
      (sources) throws(UpgradeFailure) in try PatchUseCheck.findings(with: sources)
    }
    interruption.finish()
    if !missing.isEmpty { throw console.failure(set.notes + unused + idle + missing) }
    console.show(set.notes + unused + idle)
    let variants = set.patches.flatMap(\.variants)
    let guarantees = set.patches.flatMap(\.guarantees) + variants.flatMap(\.guarantees)
    var facts = [
      count(set.patches.count, "patch", "patches"), count(variants.count, "variant"),
      count(variants.reduce(0) { $0 + $1.operations.count }, "operation"),
      count(variants.reduce(0) { $0 + $1.assumptions.count }, "assumption"),
      count(guarantees.count, "guarantee"),
    ]
    let variables = set.patches.flatMap(\.environment) + variants.flatMap(\.environment)
    if !variables.isEmpty { facts.append(count(Set(variables.map(\.name)).count, "variable")) }
    if !set.resolutions.isEmpty { facts.append(count(set.resolutions.count, "resolution")) }
    let verdict =
      idle.isEmpty
      ? "nothing is wrong"
      : count(idle.count, "resolution matches", "resolutions match") + " nothing any more"
    try console.print(line: "\(set.name): \(facts.joined(separator: ", ")); \(verdict)")
    if let mutate { try test(sources, mutate, console, interruption) }
  }

  private func test(
    _ sources: Sources, _ count: Int, _ console: Console, _ interruption: Interruption
  ) throws {
    let report = try console.onUpgrade { () throws(UpgradeFailure) in
      try MutationCheck.run(count, seed: seed, with: sources) { interruption.begin($0.rawValue) }
    }
    interruption.finish()
    try console.print("\n" + ListText(terminal: console.output).render(report))
    if !report.survivors.isEmpty { throw ExitCode.failure }
  }

  /// What a check of what is generated finds. Without upstream there is only the form to check.
  private func onUpstream(
    _ what: String, _ sources: Sources, _ console: Console, _ interruption: Interruption,
    _ check: (Sources) throws(UpgradeFailure) -> [Finding]
  ) throws -> [Finding] {
    interruption.begin(RunStage.compare.rawValue)
    do throws(UpgradeFailure) {
      return try check(sources)
    } catch {
      interruption.finish()
      if error.findings.contains(where: { $0.code == .cancelled }) {
        throw console.failure(error.findings)
      }
      let why = error.findings.first?.headline ?? "upstream cannot be read"
      console.warn("\(what) were checked for their form only: \(why)")
      return []
    }
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? "\(one)s")"
  }
}
