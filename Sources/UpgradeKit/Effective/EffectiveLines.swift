import Editing
package import PatchKit
import Secrets

/// An effective file as it may be shown, line by line: values of variables stand there as `‹NAME›`, and what may be
/// secret in people's own files is hidden.
package struct EffectiveLines: Sendable {
  /// A line.
  package struct Line: Sendable {
    /// The text, without its line feed.
    package fileprivate(set) var text = ""
    /// What it is made from.
    fileprivate(set) var sources: [EffectivePiece.Source] = []
    /// The variables that have a share in it.
    fileprivate(set) var variables: Set<String> = []
    /// Whether text of people's own files stands in it.
    fileprivate var isOwn = false

    /// Whether nothing can be seen of it.
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  }

  /// Which files' text is upstream's or the patch set's.
  package typealias IsGenerated = (ImageContents.Entry) -> Bool

  /// The lines in order.
  package private(set) var lines: [Line] = []

  /// Takes a file.
  ///
  /// - Parameters:
  ///   - environment: that of the file's service.
  ///   - disclosure: how much is shown of values.
  ///   - isGenerated: whether a file is upstream's or the patch set's, so that no secret is in it.
  package init(
    of file: EffectiveFile, _ environment: EffectiveEnvironment,
    _ disclosure: EffectiveEnvironment.Disclosure, isGenerated: IsGenerated
  ) {
    var line = Line()
    var isBegun = false
    var known: [ImageContents.Origin: Bool] = [:]
    for piece in file.pieces {
      var isOwn = false
      if let entry = piece.source?.entry {
        isOwn = !(known[entry.origin] ?? isGenerated(entry))
        known[entry.origin] = !isOwn
      }
      // What stands in a file as it is has its place there to the byte.
      let isLiteral = piece.source?.range.count == piece.text.bytes?.count
      var offset = piece.source?.range.lowerBound ?? 0
      for part in piece.text.parts {
        let names = part.origin.variables
        for (index, text) in Self.shown(part, environment, disclosure).enumerated() {
          if index > 0 {
            lines.append(line)
            (line, isBegun) = (Line(), false)
          }
          let count = text.utf8.count
          if let source = piece.source {
            let range = isLiteral ? offset..<(offset + count) : source.range
            line.sources.append(EffectivePiece.Source(entry: source.entry, range: range))
          }
          offset += count + 1
          guard !text.isEmpty else { continue }
          line.text += text
          line.variables.formUnion(names)
          line.isOwn = line.isOwn || isOwn
          isBegun = true
        }
        offset -= 1
      }
    }
    if isBegun { lines.append(line) }
    hideSecrets(of: file.path)
  }

  /// The lines, each with a line feed.
  package var text: String { lines.map { $0.text + "\n" }.joined() }

  /// The parts of a text between line feeds, as they are shown.
  private static func shown(
    _ part: TracedText.Part, _ environment: EffectiveEnvironment,
    _ disclosure: EffectiveEnvironment.Disclosure
  ) -> [String] {
    if case .unknown(let reason) = part.origin { return [EffectiveFile.unknown(reason)] }
    let names = part.origin.variables
    guard environment.shows(names, by: disclosure) else {
      return ["‹\(names.joined(separator: ", "))›"]
    }
    return part.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private mutating func hideSecrets(of path: String) {
    guard lines.contains(where: \.isOwn) else { return }
    let others = lines.filter { !$0.isOwn }.map(\.text).joined(separator: "\n")
    let mask = SecretMask(path: path, known: [Array(others.utf8)])
    let masked = mask.masked(file: Array(text.utf8)).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    guard masked.count == lines.count + 1 else {
      // What can't be told apart isn't shown.
      for index in lines.indices where lines[index].isOwn { lines[index].text = "…" }
      return
    }
    for index in lines.indices where lines[index].isOwn {
      lines[index].text = String(decoding: masked[index], as: UTF8.self)
    }
  }
}
