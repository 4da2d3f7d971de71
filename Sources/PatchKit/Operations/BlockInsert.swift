import Editing
import GitKit

/// `block.insert`.
struct BlockInsert: Operation {
  static let kind = Kind<any Operation>(
    "block.insert",
    summary: "Inserts settings into a block of a configuration template.",
    details: """
      The text comes to the end of the block, or beside a setting of it, and is indented like what the block has already. \
      A file with lines that end in a semicolon is read as nginx's, any other as HOCON. \
      In nginx's a block is named by all that stands before its brace, and each block of that name is a place.
      """,
    expects: .exactly(1),
    example: """
      - block.insert:
          file: jicofo/rootfs/defaults/jicofo.conf
          into: jicofo.conference
          text: |
            shared-document {
              use-random-name = true
            }
      - block.insert:
          file: web/rootfs/defaults/meet.conf
          into: '"location = /config.js"'
          text: add_header Cache-Control no-store;
      - block.insert:
          file: web/rootfs/defaults/meet.conf
          into: server.location /xmpp-websocket
          after: proxy_http_version
          text: proxy_read_timeout 900s;
      """,
    Key("file", .path, "The file: brace blocks, with lines of a Go template in between."),
    Key(
      "into", optional: .blockPath,
      "The block's path, `jicofo.conference`; a name with a dot in it between double quotes. Without the key the text comes to the end of the file."
    ),
    Key(
      "text", .blockText,
      "What to insert, without indentation; may have lines of a template. `@release@` stands for the release."
    ),
    Key("before", optional: .text, BlockKeys.beside("follows")),
    Key("after", optional: .placed(.text), BlockKeys.beside("precedes")),
    BlockKeys.having,
    make: { (file, block, text, before, after, sign) throws(Refusal) in
      if before != nil, let after {
        throw Refusal("`block.insert` takes either `before` or `after`", at: after.place)
      }
      return Self(
        file: file, block: block, text: text,
        place: before.map { .before($0) } ?? after.map { .after($0.value) }, sign: sign)
    })

  let file: TreePath
  let block: String?
  let text: String
  let place: SettingsPlace?
  let sign: String?

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let path = BracePath(block ?? "")
    let inserted = workspace.expand(text)
    if let place {
      return [
        try workspace.edit(file) { (text) throws(EditingError) in
          try SettingsFile(text).insert(inserted, place, in: path, having: sign)
        }
      ]
    }
    if let sign {
      return [
        try workspace.edit(file) { (text) throws(EditingError) in
          try SettingsFile(text).append(inserted, to: path, having: sign)
        }
      ]
    }
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        if NginxDocument.isNginx(text) {
          return try NginxDocument(text).insert(inserted, into: path)
        }
        return try BraceDocument(text).insert(inserted, into: path, createMissing: block == nil)
      }
    ]
  }
}

extension ValueKind where Value == String {
  /// The path of a block, or of a setting.
  static let blockPath = ValueKind.text.refined { path throws(Refusal) in
    let components = BracePath(path).components
    guard !components.isEmpty, !components.contains("") else {
      throw .must("be the path of a block")
    }
    return path
  }

  /// A text that cannot be inserted anywhere is the manifest's fault, whatever upstream has.
  fileprivate static let blockText = ValueKind.multilineText.tried("text") {
    (text) throws(EditingError) in
    if NginxDocument.isNginx(SourceText(text)) {
      _ = try NginxDocument(SourceText("block {\n}\n")).insert(text, into: "block")
    } else {
      _ = try BraceDocument(SourceText("block {\n}\n")).insert(text, into: "block")
    }
  }
}
