/// The version, as reports have it.
enum ToolVersion {
  static let current = "0.1.0"
}
