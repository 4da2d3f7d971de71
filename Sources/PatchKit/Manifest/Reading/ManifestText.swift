/// What some texts in manifests look like. The schema has the same rules as regular expressions.
enum ManifestText {
  static let identifierPattern = "^[a-z0-9][a-z0-9-]*$"
  static let releasePattern = "^stable-[0-9]+(-[0-9]+)?$"
  static let objectIDPattern = "^[0-9a-f]{40}$"
  /// User names and passwords have no place in a manifest; only `ssh` needs a user's name.
  static let urlPattern =
    "^((https?|git)://[^\\s/@]+|ssh://([^\\s/@:]+@)?[^\\s/@]+|file://[^\\s/@]*)(/[^\\s@]*)?$"

  static func isIdentifier(_ text: String) -> Bool { matches(text, identifier) }
  static func isRelease(_ text: String) -> Bool { matches(text, release) }
  static func isObjectID(_ text: String) -> Bool { matches(text, objectID) }
  static func isURL(_ text: String) -> Bool { matches(text, url) }

  private static let identifier = try? Pattern(identifierPattern)
  private static let release = try? Pattern(releasePattern)
  private static let objectID = try? Pattern(objectIDPattern)
  private static let url = try? Pattern(urlPattern)

  private static func matches(_ text: String, _ pattern: Pattern?) -> Bool {
    let bytes = Array(text.utf8)
    return pattern?.firstMatch(in: bytes)?.range == bytes.indices
  }
}
