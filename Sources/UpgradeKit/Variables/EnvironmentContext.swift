import Editing
import Findings
import GitKit
import PatchKit

/// Files of variables and what they are checked against, with the words for what is found.
struct EnvironmentContext {
  let sources: [EnvironmentSource]
  let map: VariableMap
  let values: EnvironmentValues
  /// Where scripts refuse to go on with these values.
  let missed: [MissedRequirement]

  /// The names that suggestions are looked for, and those that may be meant.
  private let unknown: Set<String>
  private let settable: [String]

  /// Nobody misspells more names than these: a file with more unknown ones is another program's.
  private static let mostSuggestions = 100

  init(_ sources: [EnvironmentSource], map: VariableMap) {
    self.sources = sources
    self.map = map
    values = EnvironmentValues(sources)
    missed = map.missedRequirements(with: values.values)
    unknown = Set(
      values.names.lazy.filter { map[$0]?.isUsed != true }.prefix(Self.mostSuggestions))
    settable = unknown.isEmpty ? [] : map.settable
  }

  /// The name that somebody may have meant by one that nothing uses.
  func suggestion(for name: String) -> String? {
    unknown.contains(name) ? Suggestion.nearest(to: name, in: settable) : nil
  }

  /// The file that people write into: the one whose values come first.
  var file: String { sources.first?.path ?? ".env" }

  /// The path of the file that a name is set in.
  func path(of name: String) -> String { values.lines[name]?.last?.source.path ?? file }

  /// The line that counts for a name; the file when it is not set.
  func place(of name: String) -> Place {
    values.lines[name]?.last?.place ?? sources.first?.place ?? Place(.deployment, file)
  }

  /// A place in a compose file or an image.
  func place(_ place: FilePlace) -> Place {
    switch place.home {
    case .deployment: return Place(.deployment, place.path.text, line: place.line)
    case .upstream(let release):
      return Place(.upstream, place.path.text, release: release.description, line: place.line)
    case .tree: break
    }
    let isGenerated = map.files[place.path].map { $0 != map.upstream[place.path] } ?? false
    return Place(
      isGenerated ? .generated : .upstream, place.path.text, release: map.release.reference,
      line: place.line)
  }

  /// Whether a compose file is in use for certain: the one that Compose reads by itself, or those that
  /// `COMPOSE_FILE` names.
  func isInUse(_ path: TreePath) -> Bool {
    if let deployed = map.deployed { return deployed.files.contains(path) }
    guard let named = values.composeFiles else { return path.text == "docker-compose.yml" }
    return named.contains { LocalPath.resolve($0) == path }
  }

  /// A list for a sentence: `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
