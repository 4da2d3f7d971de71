import Editing

extension Suggestion {
  /// The evidence that names the nearest candidate, if there is one.
  static func evidence(for word: String, in candidates: some Sequence<String>) -> [String] {
    nearest(to: word, in: candidates).map { ["did you mean: `\($0)`?"] } ?? []
  }
}
