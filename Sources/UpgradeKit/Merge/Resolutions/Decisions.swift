import Editing
import GitKit
import PatchKit

/// What a person made of the conflicts of a file: what stands in their places now.
struct Decisions {
  /// The outcome of each conflict, in their order; `nil` where it cannot be told.
  let outcomes: [Resolution.Outcome?]

  /// Finds out.
  ///
  /// - Parameters:
  ///   - conflicts: the conflicts, in the order of the text.
  ///   - surroundings: the lines around each.
  ///   - edited: the file as a person left it, without markers.
  init(
    _ conflicts: [MergeConflict], _ surroundings: [ConflictSurroundings], edited: [UInt8]
  ) {
    let settled = SettledLines(conflicts, surroundings, edited: edited)
    let text = SourceText(edited)
    outcomes = conflicts.enumerated().map { index, conflict in
      if let texts = settled.exact { return conflict.outcome(standing: texts[index]) }
      switch conflict.node.map({ MergeMethod(conflict.path).lines(of: $0, in: text) }) {
      case .found(let lines):
        return conflict.outcome(standing: lines.map { text.line($0) + "\n" }.joined())
      case .missing:
        return conflict.outcome(standing: settled.likely.map { $0[index] } ?? "")
      case .unreadable, nil:
        return settled.likely.map { conflict.outcome(standing: $0[index]) }
      }
    }
  }
}

extension MergeMethod {
  /// Where a part of a file is.
  enum Lookup: Equatable {
    case found(Range<Int>)
    case missing
    case unreadable
  }

  /// The lines, from 0, of a part of a file by its name.
  func lines(of node: String, in text: SourceText) -> Lookup {
    do throws(EditingError) {
      let lines =
        switch self {
        case .compose: try ComposeFile.lines(of: node, in: text)
        case .variables: try EnvFile.lines(of: node, in: text)
        case .lines: Range<Int>?.none
        }
      return lines.map { .found($0) } ?? .missing
    } catch {
      return .unreadable
    }
  }
}

extension MergeConflict {
  /// The outcome that a text in the place of the conflict stands for.
  func outcome(standing text: String) -> Resolution.Outcome {
    func plain(_ text: String?) -> String { ConflictText(text ?? "", isNode: node != nil).text }
    let text = plain(text)
    if text == plain(ours) { return .ours }
    if text == plain(theirs) { return .theirs }
    return .text(text)
  }
}
