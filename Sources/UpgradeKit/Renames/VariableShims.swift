import Editing
import GitKit
import PatchKit

/// Finds which variables of `env.example` are succeeded by others in the next state of upstream: a script gives the new
/// one what the old one has, where it is empty itself.
///
/// The names are not alike, and compose files may pass on both.
struct VariableShims {
  /// The new names by the old one.
  private(set) var names: [String: [String]] = [:]

  /// Compares two states next to one another.
  init(from old: FileTree, to new: FileTree, readings: FileReadings) {
    let (before, after) = (Self.declared(in: old), Self.declared(in: new))
    let (gone, come) = (before.subtracting(after), after.subtracting(before))
    guard !gone.isEmpty, !come.isEmpty else { return }
    var successors: [String: Set<String>] = [:]
    for path in new.paths where path.components.contains("rootfs") && old[path] != new[path] {
      guard let file = new[path], file.mode.isFile else { continue }
      for given in readings.reads(file.content).defaults {
        guard let source = given.source, gone.contains(source), come.contains(given.name) else {
          continue
        }
        successors[source, default: []].insert(given.name)
      }
    }
    names = successors.filter { $0.value.count == 1 }.mapValues { $0.sorted() }
  }

  /// The variables that scripts take for another one that is empty, by that.
  static func standIns(in tree: FileTree, readings: FileReadings) -> [String: Set<String>] {
    var standIns: [String: Set<String>] = [:]
    for path in tree.paths where path.components.contains("rootfs") {
      guard let file = tree[path], file.mode.isFile else { continue }
      for given in readings.reads(file.content).defaults {
        if let source = given.source { standIns[given.name, default: []].insert(source) }
      }
    }
    return standIns
  }

  /// The variables that `env.example` has, those commented out included; none of one that can't be read.
  private static func declared(in tree: FileTree) -> Set<String> {
    guard let path = TreePath.optional("env.example"), let file = tree[path], file.mode.isFile,
      let variables = try? EnvFile(SourceText(file.content))
    else { return [] }
    return Set(variables.entries.map(\.name))
  }
}
