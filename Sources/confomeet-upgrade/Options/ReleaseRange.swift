import ArgumentParser
import PatchKit

/// Releases from one to another, both included: `A..B`, `A..`, `..B`, or one alone.
struct ReleaseRange: ExpressibleByArgument {
  /// Where it begins; `nil` when that is left open.
  let first: ReleaseName?
  /// Where it ends; `nil` when that is left open.
  let last: ReleaseName?

  /// Reads a range; `nil` when the text is none.
  init?(argument: String) {
    guard let dots = argument.firstRange(of: "..") else {
      guard let name = ReleaseName(argument) else { return nil }
      (first, last) = (name, name)
      return
    }
    let (start, end) = (argument[..<dots.lowerBound], argument[dots.upperBound...])
    first = ReleaseName(start)
    last = ReleaseName(end)
    guard (first == nil) == start.isEmpty, (last == nil) == end.isEmpty else { return nil }
    if let first, let last, first > last { return nil }
  }

  /// Whether a release is in the range.
  func contains(_ name: ReleaseName) -> Bool {
    (first.map { $0 <= name } ?? true) && (last.map { name <= $0 } ?? true)
  }
}
