import GitKit

/// Why a journal could not be read.
package enum JournalError: Error {
  case newer(format: String)
  case damaged(reason: String)
}

extension Journal {
  private static let title = "confomeet-upgrade journal "
  private static let format = "1"

  /// The journal as lines of fields with tabs between them; paths cannot have either in them.
  package var text: String {
    var text = Self.title + Self.format + "\n"
    for entry in entries {
      text += "file\t\(Self.text(entry.before))\t\(Self.text(entry.after))\t\(entry.path)\n"
    }
    for folder in newFolders { text += "make\t\(folder)\n" }
    for folder in goneFolders {
      text += "gone\t\(String(folder.permissions, radix: 8))\t\(folder.path)\n"
    }
    if let lock {
      let place = Self.escape(lock.place)
      text += "lock\t\(Self.text(lock.before))\t\(Self.text(lock.after))\t\(place)\n"
    }
    return text + "end\t\(ObjectID.ofBlob(Array(text.utf8)))\n"
  }

  /// Reads a journal.
  package init(_ bytes: [UInt8]) throws(JournalError) {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(Self.title) else {
      throw .damaged(reason: "it does not begin as a journal does")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let format = lines.removeFirst().dropFirst(Self.title.count)
    guard format == Self.format else {
      guard let number = Int(format), number > 1 else {
        throw .damaged(reason: "its format is unknown")
      }
      throw .newer(format: String(number))
    }
    guard lines.popLast() == "", let end = lines.popLast() else {
      throw .damaged(reason: "it ends too early")
    }
    let body = bytes.dropLast(end.utf8.count + 1)
    guard end == "end\t\(ObjectID.ofBlob(Array(body)))" else {
      throw .damaged(reason: "its checksum does not fit")
    }
    for line in lines { try read(line.split(separator: "\t", omittingEmptySubsequences: false)) }
  }

  private mutating func read(_ fields: [Substring]) throws(JournalError) {
    switch (fields.first, fields.count) {
    case ("file", 4):
      entries.append(
        Entry(
          path: try Self.path(fields[3]), before: try Self.version(fields[1]),
          after: try Self.version(fields[2])))
    case ("make", 2): newFolders.append(try Self.path(fields[1]))
    case ("gone", 3):
      guard let permissions = UInt32(fields[1], radix: 8), permissions <= 0o777 else {
        throw .damaged(reason: "`\(fields[1])` are not permissions")
      }
      goneFolders.append(GoneFolder(path: try Self.path(fields[2]), permissions: permissions))
    case ("lock", 4) where lock == nil:
      lock = LockEntry(
        place: try Self.unescape(fields[3]), before: try Self.version(fields[1]),
        after: try Self.version(fields[2]))
    default: throw .damaged(reason: "`\(fields[0])` is not an entry of a journal")
    }
  }

  private static func path(_ text: Substring) throws(JournalError) -> TreePath {
    guard let path = try? TreePath(String(text)), !path.isInside(Staging.folder) else {
      throw .damaged(reason: "`\(text)` is not a path in a deployment")
    }
    return path
  }

  private static func text(_ version: FileVersion) -> String {
    switch version {
    case .absent: "-"
    case .file(let mode, let blob): "\(mode.octal):\(blob)"
    }
  }

  private static func version(_ text: Substring) throws(JournalError) -> FileVersion {
    if text == "-" { return .absent }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let mode = FileMode(octal: String(parts[0])), mode.isFile,
      let blob = ObjectID(hex: String(parts[1]))
    else { throw .damaged(reason: "`\(text)` does not tell a file's mode and blob") }
    return .file(mode, blob)
  }

  /// A path of the system, which may hold any byte: `%` and control characters as `%XX`.
  private static func escape(_ text: String) -> String {
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      if byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "%") {
        escaped.append(byte)
      } else {
        escaped.append(contentsOf: (byte < 0x10 ? "%0" : "%").utf8)
        escaped.append(contentsOf: String(byte, radix: 16).utf8)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func unescape(_ text: Substring) throws(JournalError) -> String {
    let parts = text.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    var unescaped = Array(parts[0])
    for part in parts.dropFirst() {
      let digits = String(decoding: part.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) else {
        throw .damaged(reason: "`\(text)` is not an escaped path")
      }
      unescaped.append(byte)
      unescaped.append(contentsOf: part.dropFirst(2))
    }
    return String(decoding: unescaped, as: UTF8.self)
  }
}
