/// The name of an upstream release, `stable-N` or `stable-N-M`, ordered by its numbers; or of a commit that comes after
/// one and is in no release yet.
///
/// Lexical order is wrong: `stable-10008` would come before `stable-9955`. A missing M counts as 0.
package struct ReleaseName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first number.
  package let number: Int
  /// The second number; `nil` when the name has none.
  package let revision: Int?
  /// What an unreleased commit has beyond the release; `nil` for the release itself.
  package private(set) var beyond: Beyond?

  /// How far an unreleased commit is from the newest release that is in its history.
  package struct Beyond: Hashable, Sendable {
    /// How many commits it has that the release has not.
    package let commits: Int
    /// The commit's id in short.
    package let commit: String
  }

  /// Reads a name; `nil` when the text is not one.
  package init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].elementsEqual("stable".utf8),
      let number = Self.number(parts[1])
    else { return nil }
    self.number = number
    if parts.count == 3 {
      guard let revision = Self.number(parts[2]) else { return nil }
      self.revision = revision
    } else {
      revision = nil
    }
  }

  /// The name of a commit after this release.
  ///
  /// - Parameters:
  ///   - commit: the commit's id in short.
  ///   - commits: how many commits it has that the release has not.
  package func followed(by commit: String, after commits: Int) -> ReleaseName {
    var name = self
    name.beyond = Beyond(commits: commits, commit: commit)
    return name
  }

  /// Whether it is a release, and no commit after one.
  package var isRelease: Bool { beyond == nil }

  /// The release's tag; of an unreleased commit, that of the newest release in its history.
  package var tag: String {
    guard let revision else { return "stable-\(number)" }
    return "stable-\(number)-\(revision)"
  }

  /// What names it on a command line: the tag, or `@e127e5d`.
  package var reference: String { beyond.map { "@\($0.commit)" } ?? tag }

  /// The tag, or for people `stable-11146-2 and 12 commits (@e127e5d)`.
  package var description: String {
    guard let beyond else { return tag }
    let commits = beyond.commits == 1 ? "1 commit" : "\(beyond.commits) commits"
    return "\(tag) and \(commits) (@\(beyond.commit))"
  }

  /// The order of releases: by number, then by revision, then by what comes after the release.
  package static func < (left: ReleaseName, right: ReleaseName) -> Bool {
    let (one, other) = (left.rank, right.rank)
    guard one == other else { return one < other }
    return (left.beyond?.commit ?? "") < (right.beyond?.commit ?? "")
  }

  private var rank: (Int, Int, Int, Int) {
    // A name with `-0` is another tag than one without: it comes second.
    (number, revision ?? 0, revision == nil ? 0 : 1, beyond?.commits ?? 0)
  }

  /// A number without sign or leading zeros: another spelling would be another tag.
  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
      return nil
    }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isBeyond) = tens.addingReportingOverflow(Int(digit - 0x30))
      guard !isTooLarge, !isBeyond else { return nil }
      number = sum
    }
    return number
  }
}
