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
  ///   - conflicts: the conflicts by their lines in `merged`, in the order of the text.
  ///   - merged: the merged file, with ours where there is a conflict.
  ///   - edited: the file as a person left it, without markers; `nil` when it is gone.
  ///   - versions: the file as a whole.
  init(
    _ conflicts: [MergeConflict], merged: [UInt8], edited: FileTree.File?,
    versions: ConflictIdentity.Versions
  ) {
    let inLines = conflicts.filter { $0.lines != nil }
    let settled = SettledLines(inLines, merged: merged, edited: edited?.content ?? []).texts
    let text = SourceText(edited?.content ?? [])
    var index = 0
    outcomes = conflicts.map { conflict in
      guard conflict.lines != nil else { return Self.outcome(of: versions, edited: edited) }
      defer { index += 1 }
      guard edited != nil else { return nil }
      switch conflict.node.map({ MergeMethod(conflict.path).lines(of: $0, in: text) }) {
      case .found(let lines):
        return conflict.outcome(standing: lines.map { text.line($0) + "\n" }.joined())
      case .missing: return conflict.outcome(standing: "")
      case .unreadable, nil: return settled.map { conflict.outcome(standing: $0[index]) }
      }
    }
  }

  /// What was decided on a file as a whole.
  private static func outcome(
    of versions: ConflictIdentity.Versions, edited: FileTree.File?
  ) -> Resolution.Outcome? {
    if edited == versions.ours { return .ours }
    if edited == versions.theirs { return .theirs }
    guard let edited, edited.mode.isFile, edited.mode == versions.ours?.mode else { return nil }
    guard !edited.content.contains(0),
      let text = String(validating: edited.content, as: UTF8.self)
    else { return nil }
    return .text(ConflictText(text, isNode: false).text)
  }
}

extension MergeMethod {
  fileprivate enum Lookup {
    case found(Range<Int>)
    case missing
    case unreadable
  }

  fileprivate func lines(of node: String, in text: SourceText) -> Lookup {
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

extension MergedFile {
  /// The resolutions that record what a person made of the file's conflicts.
  ///
  /// - Parameters:
  ///   - edited: the file as the person left it.
  ///   - versions: the file as a whole.
  /// - Returns: one for each conflict, in their order; `nil` where the decision cannot be told or recorded.
  func resolutions(
    settledAs edited: FileTree.File?, versions: ConflictIdentity.Versions, context: MergeContext,
    reason: String?
  ) -> [Resolution?] {
    let merged = file?.content ?? []
    let decisions = Decisions(conflicts, merged: merged, edited: edited, versions: versions)
    return zip(conflicts, decisions.outcomes).map { conflict, outcome in
      guard let outcome else { return nil }
      return ConflictIdentity(conflict, in: merged, versions: versions, context: context)?
        .resolution(outcome, reason: reason)
    }
  }
}
