import Editing
import GitKit

/// How the content of a file is merged.
enum MergeMethod {
  case compose
  case variables
  case lines

  /// The method for a file, by its name.
  init(_ path: TreePath) {
    let name = path.name
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

  /// Merges by structure; `nil` when this has to be done by lines.
  func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> StructuredMerge? {
    let (base, ours, theirs) = (SourceText(base), SourceText(ours), SourceText(theirs))
    switch self {
    case .compose: return try? ComposeFile.merge(base: base, ours: ours, theirs: theirs)
    case .variables: return try? EnvFile.merge(base: base, ours: ours, theirs: theirs)
    case .lines: return nil
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
