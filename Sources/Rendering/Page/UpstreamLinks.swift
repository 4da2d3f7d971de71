import Findings

/// Addresses of pages about upstream's commits, where upstream's host has such pages.
struct UpstreamLinks: Sendable {
  private let base: String?

  /// Makes links for an upstream; none unless it is at GitHub.
  init(_ upstream: String?) {
    guard var address = upstream, address.hasPrefix("https://github.com/") else {
      base = nil
      return
    }
    while address.hasSuffix("/") { address.removeLast() }
    if address.hasSuffix(".git") { address.removeLast(4) }
    base = address.utf8.allSatisfy(Self.isPlain) ? address : nil
  }

  /// The page of the repository; `nil` when there is none.
  var repository: String? { base }

  /// The page of a commit; `nil` when there is none or the text is no commit's id.
  func commit(_ id: String) -> String? {
    guard let base, Self.isIdentifier(id) else { return nil }
    return "\(base)/commit/\(id)"
  }

  /// The page of a pull request; `nil` when there is none.
  func pullRequest(_ number: Int) -> String? {
    base.map { "\($0)/pull/\(number)" }
  }

  /// The page of what changed between two commits; `nil` when there is none.
  func comparison(from: String, to: String) -> String? {
    guard let base, Self.isIdentifier(from), Self.isIdentifier(to) else { return nil }
    return "\(base)/compare/\(from)...\(to)"
  }

  /// The page of a file at a release; `nil` when there is none.
  func file(_ path: String, at release: String) -> String? {
    // `@e127e5d` is a commit.
    let release = release.hasPrefix("@") ? release.dropFirst() : release[...]
    guard let base, release.utf8.allSatisfy(Self.isPlain) else { return nil }
    return "\(base)/blob/\(release)/\(URIPath.encoded(path))"
  }

  /// The page of the line that a place upstream names, in the release that it is looked at in; `nil` when there is none.
  func line(_ place: Place) -> String? {
    guard place.tree == .upstream, let release = place.release, !release.isEmpty else { return nil }
    let names = place.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !names.contains(where: { ["", ".", ".."].contains($0) }) else { return nil }
    return file(place.path, at: release).map { $0 + (place.line.map { "#L\($0)" } ?? "") }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    text.utf8.count == 40
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Whether a byte means nothing to a terminal, to HTML or to Markdown inside a link.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: [0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains(byte)
    }
  }
}
