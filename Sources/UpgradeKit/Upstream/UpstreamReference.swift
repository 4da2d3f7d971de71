package import PatchKit

/// What people write for a state of upstream.
package enum UpstreamReference: Sendable, Hashable, CustomStringConvertible {
  /// `latest`: the newest release.
  case latest
  /// `stable-10184-1`, `stable10184-1`, `10184-1`: a release.
  case release(ReleaseName)
  /// `@master`, `@e127e5d`: the tip of a branch, a tag's commit, or a commit by its id, in full or shortened.
  case revision(String)

  /// Reads one; `nil` when the text is none.
  package init?(_ text: some StringProtocol) {
    if text == "latest" {
      self = .latest
    } else if text.first == "@" {
      let name = String(text.dropFirst())
      guard Self.isRevision(name) else { return nil }
      self = .revision(name)
    } else if let name = Self.release(text) {
      self = .release(name)
    } else {
      return nil
    }
  }

  /// Whether git could have a branch, a tag or a commit of a name.
  private static func isRevision(_ name: String) -> Bool {
    !name.isEmpty && !name.contains("..") && !name.hasPrefix("-") && !name.hasSuffix("/")
      && name.unicodeScalars.allSatisfy {
        $0.value > 0x20 && !"~^:?*[\\\u{7F}".unicodeScalars.contains($0)
      }
  }

  private static func release(_ text: some StringProtocol) -> ReleaseName? {
    if let name = ReleaseName(text) { return name }
    let numbers = text.hasPrefix("stable") ? text.dropFirst("stable".count) : text[...]
    guard let first = numbers.first, ("0"..."9").contains(first) else { return nil }
    return ReleaseName("stable-" + numbers)
  }

  /// The text that is read as it.
  package var description: String {
    switch self {
    case .latest: "latest"
    case .release(let name): name.reference
    case .revision(let name): "@\(name)"
    }
  }
}
