import Editing
import GitKit
import PatchKit

/// Finds which variables that compose files pass on have other names in the next state of upstream.
///
/// A new name stands where an old one stood, in one place of a comparison by lines, and is like it; each new name belongs to
/// the old one that it is most like. Likeness alone takes unrelated names for each other, and so does the place alone.
struct VariableRenames {
  /// Where a compose file passes a variable on.
  struct Passed {
    let name: String
    let path: TreePath
    /// The line, from 1.
    let line: Int
  }

  /// The new names by the old one; several for a variable that was split.
  private(set) var names: [String: [String]] = [:]

  /// How alike names have to be. Of docker-jitsi-meet's own, those that were renamed are from 0.73 on, and others that
  /// share a place up to 0.52.
  private static let likeness = 0.65

  /// Compares two states next to one another.
  ///
  /// - Parameters:
  ///   - old: the variables that compose files of the older state pass on.
  ///   - files: its files.
  ///   - new: those of the newer state.
  ///   - newFiles: its files.
  init(from old: [Passed], in files: FileTree, to new: [Passed], in newFiles: FileTree) {
    let (before, after) = (Set(old.map(\.name)), Set(new.map(\.name)))
    let gone = Dictionary(grouping: old.filter { !after.contains($0.name) }, by: \.path)
    let come = Dictionary(grouping: new.filter { !before.contains($0.name) }, by: \.path)
    var origins: [String: Set<String>] = [:]
    for (path, olds) in gone {
      guard let news = come[path], let file = files[path], let now = newFiles[path] else {
        continue
      }
      for hunk in Self.hunks(file.content, now.content) {
        let names = olds.filter { hunk.old.contains($0.line - 1) }.map(\.name)
        for name in Set(news.filter { hunk.new.contains($0.line - 1) }.map(\.name)) {
          guard let origin = Self.origin(of: name, among: names) else { continue }
          origins[name, default: []].insert(origin)
        }
      }
    }
    for (name, olds) in origins where olds.count == 1 {
      for old in olds { names[old, default: []].append(name) }
    }
    names = names.mapValues { $0.sorted() }
  }

  /// The places where two texts differ; none that says anything when they cannot be compared.
  private static func hunks(_ old: [UInt8], _ new: [UInt8]) -> [TextDiff.Hunk] {
    do throws(GitError) {
      return try TextDiff.hunks(old: old, new: new)
    } catch {
      return []
    }
  }

  /// The old name that a new one is most like; `nil` when none is like it, or two are alike.
  private static func origin(of name: String, among olds: [String]) -> String? {
    let ranked = Set(olds).map { (name: $0, ratio: NameLikeness.ratio($0, name)) }
      .filter { $0.ratio >= likeness }.sorted { $0.ratio > $1.ratio }
    guard let best = ranked.first, ranked.count == 1 || ranked[1].ratio < best.ratio else {
      return nil
    }
    return best.name
  }
}

extension ComposeIndex {
  /// The variables that the files pass on.
  var passedVariables: [VariableRenames.Passed] {
    files.flatMap { path, file in
      file.services.flatMap(\.environment).map {
        VariableRenames.Passed(
          name: $0.name, path: path, line: file.text.lineNumber(at: $0.span.lowerBound))
      }
    }
  }
}
