package import Editing
package import PatchKit

/// The place in one of people's own files that names the release in use.
package struct VersionMarker: Sendable {
  /// Finds the release: its first group.
  package let pattern: Pattern

  /// Makes a marker of a pattern with one group.
  package init(_ pattern: Pattern) {
    self.pattern = pattern
  }

  /// A place in a file that names a release.
  package struct Mention: Sendable, Hashable {
    /// The bytes of the release's name.
    package let range: Range<Int>
    /// The name.
    package let release: String
    /// Where it begins.
    package let position: Position
  }

  /// What moving a marker to a release came to.
  package enum Outcome: Sendable, Hashable {
    /// The file's new bytes; only the release's name differs.
    case moved([UInt8], from: Mention)
    /// The file names this release already.
    case already(Mention)
    /// Nothing in the file matches the pattern.
    case notFound
    /// More than one place matches: which is meant, a person has to say by the pattern.
    case ambiguous([Mention])
  }

  /// The places in a file that name a release.
  package func mentions(in content: [UInt8]) -> [Mention] {
    let text = SourceText(content)
    return pattern.matches(in: content).compactMap { match in
      // A group that took no part, or took nothing, names no release.
      guard let range = match.groups.first ?? nil, !range.isEmpty else { return nil }
      return Mention(
        range: range, release: text.string(in: range),
        position: text.position(at: range.lowerBound))
    }
  }

  /// Has a file name another release.
  package func move(_ content: [UInt8], to release: String) -> Outcome {
    let mentions = mentions(in: content)
    guard let mention = mentions.first else { return .notFound }
    guard mentions.count == 1 else { return .ambiguous(mentions) }
    guard mention.release != release else { return .already(mention) }
    var moved = content
    moved.replaceSubrange(mention.range, with: Array(release.utf8))
    return .moved(moved, from: mention)
  }
}
