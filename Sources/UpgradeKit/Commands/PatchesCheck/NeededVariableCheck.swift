package import Findings
import GitKit
import PatchKit

/// Whether the variables that patches declare are there in what the patch set makes of a release.
package enum NeededVariableCheck {
  /// Looks for declared variables that nothing generated takes from `.env` or tells people of.
  ///
  /// Each variant is looked at in the newest release that uses it; one that no release uses is passed over.
  ///
  /// - Returns: a finding for each, in the order of the patches.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be read.
  package static func findings(with sources: Sources) throws(UpgradeFailure) -> [Finding] {
    var open: [Use: Variant] = [:]
    for patch in sources.patchSet.patches {
      for variant in patch.variants where !(patch.environment + variant.environment).isEmpty {
        open[Use(patch: patch.id, variant: variant.name)] = variant
      }
    }
    guard !open.isEmpty else { return [] }
    let upstream = try sources.openUpstream()
    let generator = sources.generator(upstream)
    let readings = EnvironmentReadings(sources.readings)
    var findings: [String: Finding] = [:]
    for release in upstream.catalogue.releases.reversed() where !open.isEmpty {
      let files = try upstream.files(of: release)
      // Most releases have the layout of the one before: they need not be generated.
      let isUsed = open.values.contains {
        $0.when.allSatisfy { $0.condition.at(release.name).holds(in: files) }
      }
      guard isUsed else { continue }
      let generation = try upstream.withHistory { () throws(UpgradeFailure) in
        generator.generation(of: release, from: files)
      }
      guard generation.conflicts.isEmpty else { continue }
      let uses = generation.patches.compactMap { outcome in
        outcome.variant.map { (Use(patch: outcome.patch.id, variant: $0.name), outcome.patch, $0) }
      }.filter { open.removeValue(forKey: $0.0) != nil }
      guard !uses.isEmpty else { continue }
      let map = VariableMap(
        of: generation.tree, upstream: files, release: release.name, readings: readings)
      for (_, patch, variant) in uses {
        for variable in patch.environment + variant.environment
        where map[variable.name]?.isSettable != true && findings[variable.name] == nil {
          findings[variable.name] = variable.notGenerated(patch, release.name)
        }
      }
    }
    let names = sources.patchSet.patches.flatMap { patch in
      (patch.environment + patch.variants.flatMap(\.environment)).map(\.name)
    }
    return names.compactMap { findings.removeValue(forKey: $0) }
  }

  /// A variant of a patch.
  private struct Use: Hashable {
    let patch: String
    let variant: String
  }
}

extension NeededVariable {
  fileprivate func notGenerated(_ patch: Patch, _ release: ReleaseName) -> Finding {
    Finding(
      .variableNotGenerated,
      "variable `\(name)` of patch `\(patch.id)` is in no compose file, nor in env.example, of \(release)",
      places: [place.place],
      advice: [
        "pass it to a service with `compose.add-environment`, or take it out of `environment`"
      ])
  }
}
