import Findings
import GitKit
package import PatchKit

/// What deployments are generated from: a patch set and upstream. Each is read once, each release is generated once.
///
/// It belongs to one thread, like upstream. Several deployments can have the same, and threads share what is generated.
package final class Sources {
  /// Where patch set and upstream are.
  let places: Places
  /// The patch set.
  package let patchSet: PatchSet
  /// The findings that people live with.
  let accepted: [Acceptance]
  /// Git's id of the patch set's folder.
  let patchSetID: ObjectID
  /// Files that were read, each once for all releases.
  let readings: FileReadings
  private var opened: Upstream?
  private let targets: UpgradeTargets

  /// Reads the patch set.
  ///
  /// - Throws: ``UpgradeFailure`` with everything that is wrong with the manifests, or why the folder cannot be read.
  package init(_ places: Places) throws(UpgradeFailure) {
    self.places = places
    try places.checkReportsAreOutsideOfPatchSet()
    (patchSet, accepted) = try PatchSetFolder.read(places.patches)
    patchSetID = try patchSet.treeID()
    readings = FileReadings()
    targets = UpgradeTargets()
  }

  /// What another thread's have read and generated, with upstream opened anew.
  init(_ shared: Shared) {
    places = shared.places
    (patchSet, accepted, patchSetID) = (shared.patchSet, shared.accepted, shared.patchSetID)
    (readings, targets) = (shared.readings, shared.targets)
  }

  /// What the sources of several threads have in common.
  struct Shared: Sendable {
    var places: Places
    fileprivate let patchSet: PatchSet
    fileprivate let accepted: [Acceptance]
    fileprivate let patchSetID: ObjectID
    fileprivate let readings: FileReadings
    fileprivate let targets: UpgradeTargets
  }

  /// What other threads can use.
  var shared: Shared {
    Shared(
      places: places, patchSet: patchSet, accepted: accepted, patchSetID: patchSetID,
      readings: readings, targets: targets)
  }

  /// The findings that people live with today.
  var acceptances: Acceptances { Acceptances(accepted, today: places.today) }

  /// Where upstream is, as it may be shown.
  var upstreamAddress: String { places.upstream ?? patchSet.upstream.url }

  /// Opens upstream; once it is open, it stays as it is.
  ///
  /// - Parameters:
  ///   - wanted: what is to be there; fetched when it is not.
  ///   - isFresh: whether what is new upstream is fetched in any case.
  ///   - isLocal: whether nothing is fetched for it, whatever is missing.
  @discardableResult
  package func openUpstream(
    wanting wanted: UpstreamReference? = nil, isFresh: Bool = false, isLocal: Bool = false
  ) throws(UpgradeFailure) -> Upstream {
    try openUpstream(
      wantingAll: [wanted].compactMap(\.self), isFresh: isFresh, isLocal: isLocal)
  }

  /// The same, for several that are wanted.
  @discardableResult
  func openUpstream(
    wantingAll wanted: [UpstreamReference], isFresh: Bool = false, isLocal: Bool = false
  ) throws(UpgradeFailure) -> Upstream {
    if let opened { return opened }
    let upstream = try Upstream.open(
      UpstreamSource(
        address: upstreamAddress, cache: places.cache, isOffline: places.isOffline || isLocal,
        connection: places.connection, maxAge: places.maxAge),
      releases: patchSet.upstream.releases, wanting: wanted, isFresh: isFresh)
    opened = upstream
    return upstream
  }

  /// What the patch set makes of a release.
  func inputs(for release: Release) throws(UpgradeFailure) -> UpgradeInputs {
    try targets.inputs(for: release) { () throws(UpgradeFailure) in
      let upstream = try openUpstream(wanting: release.reference)
      return UpgradeInputs(
        patchSet: patchSet, patchSetID: patchSetID, release: release,
        generation: try generation(of: release, with: patchSet),
        ownURL: upstream.ownURL)
    }
  }

  /// What another patch set, such as this one as it was, makes of a release.
  func generation(
    of release: Release, with patchSet: PatchSet
  ) throws(UpgradeFailure) -> Generation {
    let upstream = try openUpstream(wanting: release.reference)
    return try upstream.withHistory { () throws(UpgradeFailure) in
      generator(upstream, patchSet).generation(of: release, from: try upstream.files(of: release))
    }
  }

  /// Generates what is not kept: commits, and releases that are looked at one after the other.
  func generator(_ upstream: Upstream, _ patchSet: PatchSet? = nil) -> Generator {
    Generator(
      patchSet: patchSet ?? self.patchSet, repository: upstream.repository.gitFolder,
      catalogue: upstream.catalogue, problems: upstream.historyProblems, readings: readings)
  }
}
