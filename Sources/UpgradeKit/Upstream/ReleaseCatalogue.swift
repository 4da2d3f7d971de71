import GitKit
import PatchKit

/// Upstream's releases in order.
package struct ReleaseCatalogue: Sendable {
  /// The releases, oldest first.
  package let releases: [Release]

  /// Tags with the names of releases that lead to no commit.
  let unusable: [UnusableTag]

  /// Makes a catalogue of releases in any order.
  init(_ releases: [Release], unusable: [UnusableTag] = []) {
    self.releases = releases.sorted { $0.name < $1.name }
    self.unusable = unusable
  }

  /// The newest release.
  package var newest: Release? { releases.last }

  /// The release of a name.
  subscript(name: ReleaseName) -> Release? {
    releases.first { $0.name == name }
  }

  /// The releases newer than one, oldest first.
  func newer(than name: ReleaseName) -> [Release] {
    releases.filter { $0.name > name }
  }

  /// Existing names that somebody who wrote `text` may have meant: the closest first, at most `limit`.
  ///
  /// A name with the same number comes first (`stable-10073` is `stable-10073-1`), then those next to it in order.
  func suggestions(for text: String, limit: Int = 3) -> [ReleaseName] {
    guard let wanted = Self.readLoosely(text) else { return [] }
    let ranked = releases.map(\.name).sorted { left, right in
      let distances = (Self.distance(left, wanted), Self.distance(right, wanted))
      return distances.0 == distances.1 ? left > right : distances.0 < distances.1
    }
    return Array(ranked.prefix(limit))
  }

  /// Reads what people write for a release: `10184`, `v10184`, `Stable_10184`.
  private static func readLoosely(_ text: String) -> (number: Int, revision: Int)? {
    let numbers = text.split(whereSeparator: { !("0"..."9").contains($0) }).compactMap { Int($0) }
    guard let number = numbers.first else { return nil }
    return (number, numbers.count > 1 ? numbers[1] : 0)
  }

  private static func distance(_ name: ReleaseName, _ wanted: (number: Int, revision: Int)) -> (
    Int, Int
  ) {
    (
      Int((name.number.distance(to: wanted.number)).magnitude),
      Int(((name.revision ?? 0).distance(to: wanted.revision)).magnitude)
    )
  }
}
