/// How a manifest names a key or an item of a compose file.
enum ComposeNode {
  /// The service.
  static let service = Key(
    "service", optional: .text,
    "The service that it stands in; without the key the path begins at the top.")

  /// The names on the way there.
  static let path = Key(
    "path", .nonEmptyList(.text),
    "The names on the way to it. An item of a list is known by what Compose knows it by: a variable or label by its name, a mount by its path in the container, a port as `80/tcp`; anything else by its text."
  )
}
