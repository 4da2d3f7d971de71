import ArgumentParser
import GitKit
import PatchKit
import Rendering
import Reports
import UpgradeKit

/// `releases`: which releases upstream has.
struct ReleasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases",
    abstract: "List upstream's releases, the locked one marked.",
    usage: "confomeet-upgrade releases [<options>] [<A..B>]",
    discussion: """
      Oldest first, a line for each: the name, the commit's day in UTC, the commit, the kind of the tag, and how many \
      releases it is from the locked one. What is new upstream is fetched first, unless '--offline' is given.

      EXAMPLES:
        confomeet-upgrade releases
        confomeet-upgrade releases stable-9364-1..
        confomeet-upgrade releases stable-9364-1..stable-10184 --offline
      """)

  @Argument(
    help: ArgumentHelp(
      "Only those from A to B, both included; either may be left out.", valueName: "A..B"))
  var range: ReleaseRange?

  @Flag(name: .customLong("json"), help: "Print JSON, for programs.")
  var isJSON = false

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
    let lock = try lockOptions.read(console)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    let upstream = try open(set, console, interruption)
    interruption.finish()

    let listing: ReleaseListing
    do throws(UpgradeFailure) {
      listing = try upstream.listing(locked: lock?.upstream.tag) { range?.contains($0) ?? true }
    } catch {
      throw console.failure(error.findings)
    }
    let list = ReleaseList(
      listing, of: upstream.catalogue, locked: lock?.upstream, terminal: console.output)
    try console.print(isJSON ? listing.json : list.text)
    for note in list.notes { console.warn(note) }
  }

  private func open(
    _ set: PatchSet, _ console: Console, _ interruption: Interruption
  ) throws -> Upstream {
    let source = UpstreamSource(
      address: upstreamOptions.upstream ?? set.upstream.url, cache: try upstreamOptions.cache,
      isOffline: try upstreamOptions.isOffline,
      connection: upstreamOptions.connection(interruption.flag) { interruption.update($0) })
    interruption.begin(UpgradeStage.upstream.rawValue)
    do throws(UpgradeFailure) {
      return try Upstream.open(source, releases: set.upstream.releases, wanting: nil, isFresh: true)
    } catch {
      interruption.finish()
      throw console.failure(error.findings)
    }
  }
}

extension LockOptions {
  /// Reads the lock, or shows what is wrong with it.
  ///
  /// - Returns: `nil` when there is none.
  /// - Throws: `ExitCode` when it can't be read.
  fileprivate func read(_ console: Console) throws -> Lock? {
    let lock = lock(of: DeploymentOptions.standard)
    do {
      return try LockFile(at: lock).read().map { bytes throws(LockError) in
        try Lock(reading: bytes, file: lock)
      }
    } catch let error as LockError {
      console.show([error.finding])
    } catch let error as FileSystemError {
      if error.kind == .notFound { return nil }
      console.warn(error.description)
    }
    throw ExitCode.failure
  }
}
