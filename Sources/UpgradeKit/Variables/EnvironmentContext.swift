import Editing
import Findings
import GitKit
import PatchKit

/// A file of variables and the tree that it is checked against, with the words for what is found.
struct EnvironmentContext {
  let file: EnvFile
  let path: String
  let map: VariableMap
  let values: EnvironmentValues
  /// Where scripts refuse to go on with these values.
  let missed: [MissedRequirement]

  init(file: EnvFile, path: String, map: VariableMap) {
    self.file = file
    self.path = path
    self.map = map
    values = EnvironmentValues(file)
    missed = map.missedRequirements(with: values.values)
  }

  /// The file itself.
  var filePlace: Place { Place(.deployment, path) }

  /// The line of an entry. It has no excerpt: that would show the value.
  func place(of entry: EnvEntry) -> Place {
    let position = file.text.position(at: entry.span.lowerBound)
    return Place(.deployment, path, line: position.line)
  }

  /// The line that counts for a name; the file when it is not set.
  func place(of name: String) -> Place {
    values.entries[name]?.last.map { place(of: $0) } ?? filePlace
  }

  /// A place in the tree; upstream's when the file is as upstream has it.
  func place(_ place: FilePlace) -> Place {
    let isGenerated = map.files[place.path].map { $0 != map.upstream[place.path] } ?? false
    return Place(
      isGenerated ? .generated : .upstream, place.path.text, release: map.release.reference,
      line: place.line)
  }

  /// Whether a compose file is in use for certain: the one that Compose reads by itself, or those that
  /// `COMPOSE_FILE` names.
  func isInUse(_ path: TreePath) -> Bool {
    guard let named = values.composeFiles else { return path.text == "docker-compose.yml" }
    return named.contains { LocalPath.resolve($0) == path }
  }

  /// A list for a sentence: `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
