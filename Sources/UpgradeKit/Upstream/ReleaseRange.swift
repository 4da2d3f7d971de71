import PatchKit

/// Releases from one to another, both included: `A..B`, `A..`, `..B`, or one alone.
package struct ReleaseRange: Sendable, Hashable {
  /// Where it begins; `nil` when that is left open.
  package let first: UpstreamReference?
  /// Where it ends; `nil` when that is left open.
  package let last: UpstreamReference?

  /// Reads a range; `nil` when the text is none.
  package init?(_ text: String) {
    guard let dots = text.firstRange(of: "..") else {
      guard let name = UpstreamReference(text) else { return nil }
      (first, last) = (name, name)
      return
    }
    let (start, end) = (text[..<dots.lowerBound], text[dots.upperBound...])
    first = UpstreamReference(start)
    last = UpstreamReference(end)
    guard (first == nil) == start.isEmpty, (last == nil) == end.isEmpty else { return nil }
    if case (.release(let first), .release(let last)) = (first, last), first > last { return nil }
  }

  /// All that there are.
  package static let all = ReleaseRange()

  private init() { (first, last) = (nil, nil) }

  /// The one that is named alone; `nil` for a range.
  package var single: UpstreamReference? { first == last ? first : nil }
}
