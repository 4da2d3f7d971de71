package import Editing
package import PatchKit

/// A part of a file that start scripts make.
package struct EffectivePiece: Sendable {
  /// What it is made from: bytes of a template, of a file that is copied, or of a script's command.
  package struct Source: Sendable {
    /// The file.
    package let entry: ImageContents.Entry
    /// Its bytes.
    package let range: Range<Int>
  }

  /// The text, with the container's variables in it.
  package let text: TracedText
  /// What it is made from; `nil` where that can't be known.
  package let source: Source?

  /// Whether a template that can be read is behind it, though it isn't known what comes of it.
  let isRendered: Bool

  init(_ text: TracedText, from source: Source? = nil, isRendered: Bool = false) {
    (self.text, self.source, self.isRendered) = (text, source, isRendered)
  }

  /// A part that only the container can tell.
  init(unknown reason: String, isRendered: Bool = false) {
    self.init(TracedText(unknown: reason), isRendered: isRendered)
  }

  /// What a template comes to, where that isn't known.
  init(unknown reason: String, ofTemplate template: ImageContents.Entry) {
    self.init(
      TracedText(unknown: reason), from: Source(entry: template, range: 0..<0), isRendered: true)
  }
}
