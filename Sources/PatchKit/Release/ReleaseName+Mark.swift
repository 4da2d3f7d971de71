extension ReleaseName {
  /// What stands for the release's name in a manifest.
  static let mark = "@release@"

  /// The text that a manifest means at this release.
  func expand(_ text: String) -> String {
    text.replacing(Self.mark, with: tag)
  }
}
