import Editing
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
  /// A name with the same number comes first (`stable-10073` is `stable-10073-1`), then one whose number only goes on
  /// (`stable-1018` is `stable-10184`), then those with a slip in it, then those next to it in order.
  func suggestions(for text: String, limit: Int = 3) -> [ReleaseName] {
    guard let wanted = Self.readLoosely(text) else { return [] }
    let ranked = releases.map { (name: $0.name, distance: Self.distance($0.name, wanted)) }
      .sorted { one, other in
        one.distance == other.distance
          ? one.name > other.name : one.distance < other.distance
      }
    // Where a name is likely, those that are only near are not worth naming.
    let likely = ranked.prefix { $0.distance.0 < Self.otherNumber }
    return Array((likely.isEmpty ? ranked[...] : likely).prefix(limit).map(\.name))
  }

  /// Reads what people write for a release: `10184`, `v10184`, `Stable_10184`.
  private static func readLoosely(_ text: String) -> (number: Int, revision: Int)? {
    let numbers = text.split(whereSeparator: { !("0"..."9").contains($0) }).compactMap { Int($0) }
    guard let number = numbers.first else { return nil }
    return (number, numbers.count > 1 ? numbers[1] : 0)
  }

  /// More slips than this are another number.
  private static let slips = 1
  /// The rank of numbers that are not alike.
  private static let otherNumber = 3

  private static func distance(
    _ name: ReleaseName, _ wanted: (number: Int, revision: Int)
  ) -> (Int, Int, Int) {
    let (digits, meant) = (String(name.number), String(wanted.number))
    let kind =
      name.number == wanted.number
      ? 0
      : digits.hasPrefix(meant) ? 1 : Suggestion.distance(digits, meant) <= slips ? 2 : otherNumber
    return (
      kind, Int(name.number.distance(to: wanted.number).magnitude),
      Int((name.revision ?? 0).distance(to: wanted.revision).magnitude)
    )
  }
}
