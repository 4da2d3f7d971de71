package import GitKit

/// A pattern for whole paths.
///
/// `*` stands for any part of a name, `**` for any number of names, `?` for one character of a name, `[a-z]` and
/// `[!a-z]` for one of some, `{yml,yaml}` for alternatives. A leading dot is a character like any other. There is no
/// escape: `[*]` is a star.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as written.
  package let text: String
  /// What the path must begin and end with: that decides most.
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  private let rest: Rest

  /// What stands behind the prefix.
  private enum Rest: Sendable {
    case nothing
    /// `**` at the end: anything, but not nothing.
    case anything
    /// `*` at the end: any part of a name.
    case anyName
    case program(Program)
  }

  /// Makes a glob of its text.
  ///
  /// - Throws: ``GlobError`` when it is not well formed or beyond the limits (1,000 bytes, 10 levels of braces).
  package init(_ text: String) throws(GlobError) {
    self.text = text
    var parser = try GlobParser(text)
    let parts = try parser.parse()
    prefix = parser.literalPrefix
    suffix = parts.isEmpty ? [] : parser.literalSuffix
    if parts.isEmpty {
      rest = .nothing
    } else if parser.isAnythingBehindPrefix {
      rest = .anything
    } else if text.utf8.elementsEqual(prefix + [UInt8(ascii: "*")]) {
      rest = .anyName
    } else {
      do {
        rest = .program(
          try Program(.sequence(parts + [.assertion(.textEnd)]), groupCount: 0))
      } catch {
        throw GlobError(description: "a glob must not have so many alternatives")
      }
    }
  }

  /// The pattern as written.
  package var description: String { text }

  /// Whether the glob matches a whole path.
  package func matches(_ path: TreePath) -> Bool { matches(path.text) }

  /// Whether the glob matches a whole text, for example the name of a tag.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= prefix.count + suffix.count, bytes.starts(with: prefix),
        bytes.suffix(suffix.count).elementsEqual(suffix)
      else { return false }
      switch rest {
      case .nothing: return bytes.count == prefix.count
      case .anything: return bytes.count > prefix.count
      case .anyName: return !bytes[prefix.count...].contains(UInt8(ascii: "/"))
      case .program(let program):
        return program.run(Array(bytes), from: prefix.count, isAnchored: true) != nil
      }
    }
  }

  /// Whether two globs are written the same.
  package static func == (left: Glob, right: Glob) -> Bool { left.text == right.text }

  /// Hashes the glob as written.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Why a text is not a glob.
package struct GlobError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule that is not met.
  package let description: String
}
