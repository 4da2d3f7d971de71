import GitKit
import PatchKit

/// Which paths the templates and scripts of an image read.
struct ImagePaths {
  private let files: [(path: TreePath, text: [UInt8])]
  /// Folders whose files are copied at start, and where to: `cp -r /config/. /run/web/config`.
  private let copies: [(from: String, to: String)]

  /// Takes the image's own files, without people's.
  init(_ contents: ImageContents) {
    files = contents.files.values.compactMap { entry in
      guard case .upstream(_, let path) = entry.origin, entry.file.mode.isFile else { return nil }
      return (path, entry.file.content)
    }
    copies = files.flatMap { Self.copies(in: $0.text) }.sorted { $0.from < $1.from }
  }

  /// Upstream's files that a path stands in.
  func readers(of path: String) -> [TreePath] {
    files.filter { $0.text.names(path) }.map(\.path).sorted()
  }

  /// Whether something reads a path: by its name, or after it was copied, unless the copy is written anew then.
  func reads(_ path: String) -> Bool {
    if files.contains(where: { $0.text.names(path) }) { return true }
    guard let copy = copy(of: path) else { return false }
    return files.contains { $0.text.names(copy) } && !files.contains { $0.text.writes(copy) }
  }

  /// Where a path is copied to at start.
  func copy(of path: String) -> String? {
    copies.first { path.hasPrefix($0.from + "/") }.map { $0.to + path.dropFirst($0.from.count) }
  }

  /// The lines `cp -r FROM/. TO` of a script.
  private static func copies(in text: [UInt8]) -> [(from: String, to: String)] {
    guard !text.offsets(of: Array("/. ".utf8)).isEmpty else { return [] }
    return text.split(separator: 0x0A).compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard words.first == "cp", words.count >= 4, let to = words.last,
        let from = words.dropLast().last, from.hasSuffix("/."), to.hasPrefix("/"),
        !to.contains("$"), !from.contains("$")
      else { return nil }
      return (String(from.dropLast(2)), String(to.hasSuffix("/") ? to.dropLast() : to))
    }
  }
}

extension [UInt8] {
  /// Whether a path stands in a text, alone or with what lies below it, and not as a part of another one.
  fileprivate func names(_ path: String) -> Bool {
    let wanted = Array(path.utf8)
    return offsets(of: wanted).contains { start in
      let end = start + wanted.count
      return (start == 0 || !Self.isOfPath(self[start - 1]))
        && (end == count || self[end] == UInt8(ascii: "/") || !Self.isOfPath(self[end]))
    }
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-_./".utf8.contains(byte)
  }

  /// Whether a text has a line that writes a path anew.
  fileprivate func writes(_ path: String) -> Bool {
    let end = Array("> \(path)".utf8)
    return offsets(of: end).contains { start in
      let next = start + end.count
      return (next == count || self[next] == 0x0A || self[next] == 0x20)
        && (start == 0 || self[start - 1] != UInt8(ascii: ">"))
    }
  }
}
