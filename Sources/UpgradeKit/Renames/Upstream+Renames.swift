import PatchKit

extension Upstream {
  /// What got other names from one release to another, older or newer, through all releases in between.
  ///
  /// - Parameter readings: compose files that were read.
  func renames(
    from base: Release, to target: Release, readings: FileReadings
  ) throws(UpgradeFailure) -> UpstreamRenames {
    let isReversed = target.name < base.name
    let (old, new) = isReversed ? (target, base) : (base, target)
    let between = catalogue.releases.filter { old.name < $0.name && $0.name < new.name }
    var renames = UpstreamRenames()
    var before = try files(of: old)
    for release in between + [new] where release.commit != old.commit {
      let after = try files(of: release)
      renames = renames.then(UpstreamRenames(from: before, to: after, readings: readings))
      before = after
    }
    return isReversed ? renames.reversed : renames
  }
}
