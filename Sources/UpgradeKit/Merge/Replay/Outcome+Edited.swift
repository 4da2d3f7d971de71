import Editing
import GitKit
import PatchKit

extension Resolution.Outcome {
  /// What a person decided on the conflicts of a file: what stands in their places now.
  ///
  /// - Parameters:
  ///   - conflicts: the file's, in the order of the text, with the lines around them as they were.
  ///   - edited: the file as a person left it, without markers.
  /// - Returns: the outcome of each conflict, in their order; `nil` where it cannot be told.
  static func read(
    of conflicts: [Conflict<[UInt8]>], from edited: [UInt8]
  ) -> [Resolution.Outcome?] {
    let places = EditedPlaces(of: conflicts, in: edited)
    let parts = conflicts.first.map { FileParts(MergeMethod($0.subject), edited) }
    return conflicts.enumerated().map { index, conflict in
      if let texts = places.exact { return conflict.outcome(standing: texts[index]) }
      switch conflict.scope.node.flatMap({ parts?.lookup($0) }) {
      case .found(let lines):
        return conflict.outcome(standing: parts?.string(of: lines) ?? "")
      case .missing:
        return conflict.outcome(standing: places.likely.map { $0[index] } ?? "")
      case .unreadable, nil:
        return places.likely.map { conflict.outcome(standing: $0[index]) }
      }
    }
  }
}

extension Conflict<[UInt8]> {
  /// The outcome that a text in the place of the conflict stands for.
  fileprivate func outcome(standing text: String) -> Resolution.Outcome {
    func plain(_ side: [UInt8]?) -> String { ConflictText(side, scope).text }
    let text = plain(Array(text.utf8))
    if text == plain(ours) { return .ours }
    if text == plain(theirs) { return .theirs }
    return .text(text)
  }
}
