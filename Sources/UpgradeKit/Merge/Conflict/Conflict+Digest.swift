package import Editing
package import GitKit
import PatchKit

extension Conflict<[UInt8]> {
  /// What the conflict is called everywhere: in reports, in the pending upgrade, and in the name of its resolution's file.
  ///
  /// It is the same for every upgrade in which the same three sides meet at the same part of a file: line numbers, line
  /// endings, indentation and the releases' own names make no difference.
  package var id: String { digest(as: "release").mark }

  /// The conflict with its sides by git's ids.
  ///
  /// - Parameter release: the name that takes the place of the releases' own in pins.
  package func digest(as release: String) -> Conflict<ObjectID> {
    func moved(_ bytes: [UInt8]) -> [UInt8] {
      subject.releases.filter { $0 != release }
        .reduce(bytes) { ReleasePins.moving($0, from: $1, to: release) }
    }
    func digest(_ side: [UInt8]?) -> ObjectID? {
      guard let side else { return nil }
      guard scope != .file else { return .ofBlob(moved(side)) }
      let text = ConflictText(side, scope).text
      return text.isEmpty ? nil : .ofBlob(moved(Array(text.utf8)))
    }
    var scope = scope
    if case .lines(let line) = scope {
      scope = .lines(after: String(decoding: moved(Array(line.utf8)), as: UTF8.self))
    }
    return Conflict<ObjectID>(
      MergeSubject(file: file), scope, kind, base: digest(base), ours: digest(ours),
      theirs: digest(theirs))
  }

  /// Whether a resolution can have its text: in lines it must be UTF-8.
  var isRecordable: Bool {
    scope == .file || ![base, ours, theirs].contains(where: Self.isReplaced)
  }

  /// Whether a side's text would stand for bytes that are not UTF-8.
  static func isReplaced(_ side: [UInt8]?) -> Bool {
    side.map { String(decoding: $0, as: UTF8.self).unicodeScalars.contains("\u{FFFD}") } ?? false
  }

  /// The resolution that records what was decided.
  ///
  /// - Returns: `nil` when the releases are not known, or the text cannot be kept.
  func resolution(
    _ outcome: Resolution.Outcome, reason: String?, _ context: MergeContext
  ) -> Resolution? {
    guard isRecordable, let from = context.oldRelease, let to = context.newRelease else {
      return nil
    }
    return Resolution(
      digest(as: to.description), id: id, from: from, to: to, outcome: outcome, reason: reason)
  }
}
