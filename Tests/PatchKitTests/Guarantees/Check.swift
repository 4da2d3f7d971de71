import PatchKit
import Testing

/// What speaks against a guarantee.
///
/// - Parameters:
///   - guarantee: as a manifest has it, in flow style: `network: {name: a, replaces: b}`.
///   - generated: texts by path; a path that ends with `*` gets the run bit, and loses the star.
///   - upstream: the release's files; the generated ones without it.
func violations(
  of guarantee: String, in generated: [String: String], upstream: [String: String]? = nil,
  release: String = "stable-9364-1"
) throws -> [String] {
  let stated = try #require(try patch("guarantees:\n  - \(guarantee)").guarantees.first)
  let subject = GuaranteeSubject(
    release: try #require(ReleaseName(release)), upstream: try tree(upstream ?? generated),
    generated: try tree(generated))
  let check = stated.guarantee.check(subject)
  return check.violations.map(\.text) + check.unknown
}

extension Dictionary<String, String> {
  /// The texts with something in one of them replaced.
  func changing(_ path: String, _ old: String, to new: String) -> [String: String] {
    with([path: self[path, default: ""].replacing(old, with: new)])
  }

  /// The texts with some more, or other ones.
  func with(_ texts: [String: String]) -> [String: String] { merging(texts) { $1 } }

  /// The texts without one.
  func without(_ path: String) -> [String: String] { filter { $0.key != path } }
}
