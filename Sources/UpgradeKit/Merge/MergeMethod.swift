import Editing
import GitKit

/// How the content of a file is merged.
enum MergeMethod {
  case compose
  case variables
  case lines

  /// The method for a file, by its name.
  init(_ path: TreePath) {
    self.init(name: path.name[...])
  }

  /// The method for a conflict's file.
  init(_ subject: MergeSubject) {
    self.init(name: subject.file.split(separator: "/").last ?? "")
  }

  private init(name: Substring) {
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      self = .compose
    } else if name == ".env" || name.hasPrefix(".env.") || name.hasPrefix("env.")
      || name.hasSuffix(".env")
    {
      self = .variables
    } else {
      self = .lines
    }
  }

  /// Whether it is that of compose files.
  var isCompose: Bool {
    if case .compose = self { return true }
    return false
  }

  /// Merges by structure.
  ///
  /// - Parameters:
  ///   - renames: what upstream gave other names in this compose file.
  ///   - variables: the new names of its variables.
  ///   - standIns: the variables that start scripts take for another one, by that.
  /// - Returns: `nil` for files that have none.
  /// - Throws: ``EditingError`` when this has to be done by lines.
  func merge(
    _ subject: MergeSubject, base: SourceText, ours: SourceText, theirs: SourceText,
    renames: ComposeRenames = ComposeRenames(), variables: [String: [String]] = [:],
    standIns: [String: Set<String>] = [:]
  ) throws(EditingError) -> StructuredMerge? {
    switch self {
    case .compose:
      try ComposeFile.merge(
        subject, base: base, ours: ours, theirs: theirs, renames: renames,
        standIns: standIns)
    case .variables:
      try EnvFile.merge(subject, base: base, ours: ours, theirs: theirs, renames: variables)
    case .lines: nil
    }
  }

  /// Why files are merged by lines: the first version that can't be read, else what has no place in ours.
  func reason(
    _ error: EditingError, base: SourceText, ours: SourceText, theirs: SourceText
  ) -> MergeNote.Reason {
    let sides: [(MergeNote.Reason.Side, SourceText)] = [
      (.ours, ours), (.theirs, theirs), (.base, base),
    ]
    for (side, text) in sides {
      guard let problem = problem(ofMerging: text) else { continue }
      return MergeNote.Reason(
        side, problem.message, line: problem.offset.map { text.lineNumber(at: $0) })
    }
    return MergeNote.Reason(
      .both, error.message, line: error.offset.map { ours.lineNumber(at: $0) })
  }

  /// Why a version of a file can't be merged by what it says; `nil` when it can.
  private func problem(ofMerging text: SourceText) -> EditingError? {
    guard case .compose = self else { return problem(in: text.bytes) }
    do throws(EditingError) {
      _ = try ComposeFile.differences(from: text, to: text)
      return nil
    } catch {
      return error
    }
  }

  /// The services that people have in a file beside what it was made from, and that get nothing of upstream's.
  func ownServices(
    in ours: [UInt8], madeFrom base: [UInt8]
  ) -> [(name: String, bytes: Range<Int>)] {
    guard case .compose = self else { return [] }
    return (try? ComposeFile.ownServices(in: SourceText(ours), base: SourceText(base))) ?? []
  }

  /// Whether ours deleted or changed something that theirs no longer has under its name.
  func isLosingEdits(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> Bool {
    let (base, ours, theirs) = (SourceText(base), SourceText(ours), SourceText(theirs))
    return switch self {
    case .compose:
      (try? ComposeFile.isLosingEdits(base: base, ours: ours, theirs: theirs)) ?? false
    case .variables: (try? EnvFile.isLosingEdits(base: base, ours: ours, theirs: theirs)) ?? false
    case .lines: false
    }
  }

  /// Whether a merged file cannot be read as what its sides can be read as.
  func isBroken(_ bytes: [UInt8], from sides: [[UInt8]]) -> Bool {
    guard case .compose = self else { return false }
    return sides.allSatisfy { problem(in: $0) == nil } && problem(in: bytes) != nil
  }

  /// Why a file cannot be read as what it is; `nil` when it can, or there is nothing to know.
  func problem(in bytes: [UInt8]) -> EditingError? {
    do throws(EditingError) {
      switch self {
      case .compose: _ = try ComposeFile(SourceText(bytes))
      case .variables: _ = try EnvFile(SourceText(bytes))
      case .lines: break
      }
      return nil
    } catch {
      return error
    }
  }
}
