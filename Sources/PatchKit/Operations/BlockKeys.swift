/// The keys that operations on blocks have in common.
enum BlockKeys {
  /// The sign of one block among several.
  static let having = Key(
    "having", optional: .text,
    "Of several blocks of that path, the one that has this in it, or in a block around it: a setting's text, or its first words."
  )

  /// What a place beside a setting is.
  static func beside(_ verb: String) -> String {
    "The setting or block that \(verb): its text, or its first words."
  }

  /// The file.
  static let file = Key(
    "file", .path, "The file: brace blocks, with lines of a Go template in between.")

  /// The setting.
  static let path = Key(
    "path", .blockPath,
    "The setting's path: the blocks and its key, `jicofo.conference.enable-auto-owner`; in nginx's files the directive's first words, `server.client_max_body_size`. A name with a dot in it between double quotes."
  )
}
