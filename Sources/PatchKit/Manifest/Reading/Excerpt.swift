import Editing
import Secrets

/// Text of a manifest as findings show it: short, and without characters that a terminal would obey.
enum Excerpt {
  private static let maximumLength = 160

  /// A manifest's line without spaces around it, cut when it is long; `nil` for an empty one.
  static func text(of manifest: ManifestSource, line: Int) -> String? {
    text(of: manifest.text, line: line) { line in
      guard let borrowed = manifest.borrowed, borrowed.isIn(line) else {
        return SecretMask.masked(line)
      }
      let known = borrowed.knownWords.joined(separator: " ")
      return SecretMask(path: manifest.file, known: [Array(known.utf8)]).masked(piece: line)
    }
  }

  /// A line without spaces around it, cut when it is long; `nil` for an empty one.
  static func text(
    of text: SourceText, line: Int, mask: (String) -> String = { SecretMask.masked($0) }
  ) -> String? {
    let range = text.lineRange(line)
    // A hostile line may be the whole megabyte.
    let end = min(range.upperBound, range.lowerBound + 4 * maximumLength)
    let masked = mask(text.string(in: range.lowerBound..<end))
    let scalars = printable(masked).unicodeScalars
    let trimmed = scalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    guard !trimmed.isEmpty else { return nil }
    return cut(String(String.UnicodeScalarView(trimmed)), to: maximumLength)
  }

  /// A sentence that may hold texts of the manifest.
  static func sentence(_ sentence: String) -> String {
    cut(printable(SecretMask.masked(sentence)), to: 2 * maximumLength)
  }

  private static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func cut(_ text: String, to length: Int) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > length
      ? String(String.UnicodeScalarView(scalars.prefix(length))) + "…" : text
  }
}
