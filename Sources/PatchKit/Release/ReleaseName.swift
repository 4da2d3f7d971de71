/// The name of an upstream release, `stable-N` or `stable-N-M`, ordered by its numbers.
///
/// Lexical order is wrong: `stable-10008` would come before `stable-9955`. A missing M counts as 0.
package struct ReleaseName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first number.
  package let number: Int
  /// The second number; `nil` when the name has none.
  package let revision: Int?

  /// Reads a name; `nil` when the text is not one.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0] == "stable",
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

  /// The name as upstream tags it.
  package var description: String {
    guard let revision else { return "stable-\(number)" }
    return "stable-\(number)-\(revision)"
  }

  /// The order of releases: by number, then by revision.
  package static func < (left: ReleaseName, right: ReleaseName) -> Bool {
    // A name with `-0` is another tag than one without: it comes second.
    (left.number, left.revision ?? 0, left.revision == nil ? 0 : 1)
      < (right.number, right.revision ?? 0, right.revision == nil ? 0 : 1)
  }

  /// A number without sign or leading zeros: another spelling would be another tag.
  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text == "0" || text.first != "0"
    else { return nil }
    return Int(text)
  }
}
