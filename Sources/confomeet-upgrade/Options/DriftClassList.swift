import ArgumentParser
import Editing
import UpgradeKit

/// Classes of drift as people list them: names between commas, or `none`.
struct DriftClassList: ExpressibleByArgument {
  /// The classes.
  let classes: Set<DriftClass>

  /// Reads a list; `nil` when a name in it is none.
  init?(argument: String) {
    guard argument != "none" else {
      classes = []
      return
    }
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let known = names.compactMap { DriftClass(rawValue: $0.lowercased()) }
    guard known.count == names.count else { return nil }
    classes = Set(known)
  }

  static var allValueStrings: [String] { DriftClass.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
