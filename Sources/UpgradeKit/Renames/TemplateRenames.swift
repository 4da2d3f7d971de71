import Editing
import GitKit
import PatchKit

/// Finds what became of variables by what templates of images make of them, in the next state of upstream.
struct TemplateRenames {
  /// The variables that decide now what one decided that is gone.
  private(set) var merged: [String: [String]] = [:]
  /// The names that templates read now, by those that they read by mistake before: nobody was ever given these.
  private(set) var read: [String: String] = [:]

  /// How alike a name that was read by mistake has to be to what was meant. Of docker-jitsi-meet's own, mistakes are
  /// from 0.92 on, and others up to 0.59.
  private static let likeness = 0.9

  /// What compose files pass on in two states, and what templates read.
  private struct Names {
    let passed: Set<String>
    var reads: [TreePath: Set<String>] = [:]

    var all: Set<String> { reads.values.reduce(into: []) { $0.formUnion($1) } }

    init(_ passed: [VariableRenames.Passed], in tree: FileTree, _ readings: FileReadings) {
      self.passed = Set(passed.map(\.name))
      for path in tree.paths where TemplateRenames.isTemplate(path) {
        guard let file = tree[path], file.mode.isFile else { continue }
        reads[path] = Set(readings.reads(file.content).reads.map(\.name))
      }
    }
  }

  /// Compares two states next to one another.
  ///
  /// - Parameters:
  ///   - old: the variables that compose files of the older state pass on.
  ///   - files: its files.
  ///   - new: those of the newer state.
  ///   - newFiles: its files.
  ///   - renamed: the variables that have other names.
  init(
    from old: [VariableRenames.Passed], in files: FileTree, to new: [VariableRenames.Passed],
    in newFiles: FileTree, renamed: [String: [String]], readings: FileReadings
  ) {
    let (before, after) = (Names(old, in: files, readings), Names(new, in: newFiles, readings))
    let readNow = after.all
    var meant: [String: Set<String>] = [:]
    for (path, names) in before.reads where files[path] != newFiles[path] {
      guard let now = after.reads[path] else { continue }
      for name in names where !readNow.contains(name) && !before.passed.contains(name) {
        let best = now.intersection(after.passed)
          .map { (name: $0, ratio: NameLikeness.ratio($0, name)) }
          .filter { $0.ratio >= Self.likeness }.max { $0.ratio < $1.ratio }
        if let best { meant[name, default: []].insert(best.name) }
      }
      let gone = names.intersection(before.passed).subtracting(after.passed)
        .filter { renamed[$0] == nil }
      if !gone.isEmpty { merge(gone, files[path], newFiles[path], after.passed) }
    }
    for (name, others) in meant where others.count == 1 { read[name] = others.first }
  }

  /// Templates: what is made of them depends on variables.
  private static func isTemplate(_ path: TreePath) -> Bool {
    let parts = path.components
    guard let root = parts.firstIndex(of: "rootfs") else { return false }
    return parts.count > root + 2 && parts[root + 1] == "defaults"
  }

  /// Takes in what decides instead of variables that are gone: those that the template's own variable is made of now, or
  /// where that is gone, too, what it was tested in.
  private mutating func merge(
    _ gone: Set<String>, _ old: FileTree.File?, _ new: FileTree.File?, _ passed: Set<String>
  ) {
    guard let old = Self.variables(of: old), let new = Self.variables(of: new) else { return }
    for variable in old where variable.environment.count == 1 {
      guard let name = variable.environment.first, gone.contains(name) else { continue }
      let successors: [String]
      if let now = new.first(where: { $0.name == variable.name }) {
        successors = now.environment
      } else if let guards = variable.guards, guards.count == 1,
        let outer = new.first(where: { $0.name == guards[0] })
      {
        successors = outer.environment
      } else {
        continue
      }
      guard !successors.isEmpty, passed.isSuperset(of: successors) else { continue }
      merged[name] = Set((merged[name] ?? []) + successors).sorted()
    }
  }

  private static func variables(of file: FileTree.File?) -> [TemplateVariable]? {
    guard let file, file.mode.isFile, let template = try? GoTemplate(SourceText(file.content))
    else { return nil }
    return try? template.ownVariables()
  }
}
