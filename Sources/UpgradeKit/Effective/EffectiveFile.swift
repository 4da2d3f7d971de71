package import Editing
package import PatchKit

/// A file that a container's start scripts make.
package struct EffectiveFile: Sendable {
  /// A template that can't be rendered: nothing of it comes into the file.
  package struct Failure: Sendable {
    /// The template.
    package let entry: ImageContents.Entry
    /// The reason, with its place in the template.
    package let error: EditingError
  }

  /// The path in the container: `/config/jicofo.conf`.
  package let path: String
  /// The path without a value of a variable in it.
  package let label: String
  /// What is in it.
  package internal(set) var pieces: [EffectivePiece] = []
  /// The templates that it lacks because they can't be rendered.
  package internal(set) var failures: [Failure] = []
  /// Why nothing can be known of what is in it, though its template can be read; `nil` when something is.
  package internal(set) var problem: String?
  /// Why it may not be made; `nil` when it is.
  package internal(set) var doubt: String?
  /// The script that makes it, and the place of the last command that does.
  package internal(set) var script: EffectivePiece.Source?
  /// The variables that its templates are rendered with.
  package internal(set) var environment: [String: TracedText] = [:]
  /// Whether it came with a whole folder: an image's raw files are of no use to anybody.
  var isOfFolder = false

  init(at path: String, label: String) {
    (self.path, self.label) = (path, label)
  }

  /// The templates and files that it is made of, each once, in order.
  package var origins: [ImageContents.Origin] {
    var seen: Set<ImageContents.Origin> = []
    return (pieces.compactMap(\.source?.entry.origin) + failures.map(\.entry.origin))
      .filter { seen.insert($0).inserted }
  }

  /// The bytes with all values; what isn't known stands there as ``unknown(_:)`` shows it.
  package var bytes: [UInt8] {
    pieces.flatMap { piece in
      piece.text.parts.flatMap { part in
        if case .unknown(let reason) = part.origin { return Array(Self.unknown(reason).utf8) }
        return part.bytes
      }
    }
  }

  /// How a part is shown that only the container can tell.
  package static func unknown(_ reason: String) -> String { "‹at start: \(reason)›" }
}
