import Editing
import Secrets

/// Text of a manifest as findings show it: short, and without characters that a terminal would obey.
enum Excerpt {
  private static let maximumLength = 160

  /// The line without spaces around it, cut when it is long; `nil` for an empty one.
  ///
  /// - Parameter path: the file's path; a resolution holds lines of a deployment.
  static func text(of text: SourceText, line: Int, in path: String) -> String? {
    let range = text.lineRange(line)
    // A hostile line may be the whole megabyte.
    let end = min(range.upperBound, range.lowerBound + 4 * maximumLength)
    let line = text.string(in: range.lowerBound..<end)
    let masked =
      isOfDeployment(line, in: path)
      ? SecretMask(path: path, known: [Array(words.utf8)]).masked(piece: line)
      : SecretMask.masked(line)
    let scalars = printable(masked).unicodeScalars
    let trimmed = scalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    guard !trimmed.isEmpty else { return nil }
    return cut(String(String.UnicodeScalarView(trimmed)), to: maximumLength)
  }

  /// Whether a line may hold a deployment's own text: in a resolution all that isn't one of its words or ids.
  private static func isOfDeployment(_ line: String, in path: String) -> Bool {
    guard path.contains("/\(Resolution.folder)/") else { return false }
    let key = line.drop { $0 == " " }.prefix { $0 != ":" }
    let names = (ResolutionManifest.object.fields + ResolutionManifest.Sides.object.fields).map(
      \.name)
    let texts = [
      ResolutionManifest.text.field, ResolutionManifest.linesAfter.field,
      ResolutionManifest.because.field,
    ].map(\.name)
    return texts.contains(String(key)) || !names.contains(String(key))
  }

  /// What a resolution decides with, also under a misspelt key.
  private static let words = ResolutionManifest.Outcome.allCases.map(\.rawValue)
    .joined(separator: " ")

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
