import Editing

/// A manifest's text; one object, because every place in it refers to it.
final class ManifestSource: Sendable {
  /// The manifest's path, with the patch set's folder.
  let file: String
  let text: SourceText
  /// What of it is a deployment's text; `nil` when nothing is.
  let borrowed: BorrowedText?

  init(file: String, text: SourceText, borrowed: BorrowedText?) {
    (self.file, self.text, self.borrowed) = (file, text, borrowed)
  }
}

/// Which lines of a manifest may hold a deployment's text, in which secrets are looked for as in its files.
struct BorrowedText: Sendable {
  /// The keys whose lines are the manifest's own.
  let ownKeys: Set<String>
  /// Words that are no secrets wherever they stand.
  let knownWords: [String]

  /// Whether a line may hold a deployment's text; of a list nothing is known.
  func isIn(_ line: String) -> Bool {
    let key = line.drop { $0 == " " }.prefix { $0 != ":" }
    let value = line[key.endIndex...].dropFirst().drop { $0 == " " }
    return value.hasPrefix("[") || !ownKeys.contains(String(key))
  }
}
