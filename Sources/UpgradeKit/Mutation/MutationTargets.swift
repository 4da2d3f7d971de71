import GitKit
import PatchKit

/// What a patch set has to do with at a release: mutations are about that more often than not.
struct MutationTargets: Sendable {
  /// Upstream's files that patches edit.
  var files: [TreePath] = []
  /// The folders of images that patches edit or build.
  var folders: [String] = []
  /// The services that patches change.
  var services: [String] = []
  /// The variables that patches declare or pass.
  var variables: [String] = []
  /// The settings that patches make, with the templates' names.
  var settings: [(file: String, path: String)] = []
  /// The container paths that patches mount something at.
  var mounts: [String] = []

  /// One of the values that patches have to do with, or now and then one of the others.
  static func choose(
    _ wanted: [String], _ all: [String], _ random: inout MutationRandom
  ) -> String? {
    let likely = all.filter(wanted.contains)
    if !likely.isEmpty, random.below(5) > 0 { return likely[random.below(likely.count)] }
    return all.isEmpty ? nil : all[random.below(all.count)]
  }
}
