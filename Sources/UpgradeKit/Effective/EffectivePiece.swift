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

  init(_ text: TracedText, from source: Source? = nil) {
    (self.text, self.source) = (text, source)
  }

  /// A part that only the container can tell.
  init(unknown reason: String) { self.init(TracedText(unknown: reason)) }
}
