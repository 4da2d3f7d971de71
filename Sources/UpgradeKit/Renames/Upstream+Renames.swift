import PatchKit

extension Upstream {
  /// What got other names from one release to another, older or newer, through all releases in between.
  ///
  /// - Parameter readings: compose files that were read.
  func renames(
    from base: Release, to target: Release, readings: FileReadings
  ) throws(UpgradeFailure) -> UpstreamRenames {
    let steps = catalogue.steps(between: base, target)
    var renames = UpstreamRenames()
    var before = try files(of: steps[0])
    for release in steps.dropFirst() {
      let after = try files(of: release)
      renames = renames.then(UpstreamRenames(from: before, to: after, readings: readings))
      before = after
    }
    return target.name < base.name ? renames.reversed : renames
  }
}
