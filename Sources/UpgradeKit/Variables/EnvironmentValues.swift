import Editing

/// What Compose reads from a file of variables. Kept to itself: nothing of it is ever shown.
struct EnvironmentValues {
  /// What is wrong with a value.
  enum Problem {
    /// A dollar sign begins no variable.
    case malformed
    /// A variable that it refers to is not set.
    case unset
    /// With its variables replaced, it is longer than a container can be given.
    case tooLong
  }

  /// How many bytes all values together may come to once their variables are replaced.
  static let maximumBytes = 1 << 20

  /// The names that are set, in the order of the file, each once.
  let names: [String]
  /// What Compose takes each to be.
  let values: [String: String]
  /// The lines of each name, in order.
  let entries: [String: [EnvEntry]]
  /// What is wrong with values.
  let problems: [(entry: EnvEntry, problem: Problem)]
  /// The variables that values refer to.
  private let referenced: Set<String>

  init(_ file: EnvFile) {
    var names: [String] = []
    var values: [String: String] = [:]
    var entries: [String: [EnvEntry]] = [:]
    var problems: [(EnvEntry, Problem)] = []
    var referenced: Set<String> = []
    var left = Self.maximumBytes
    for entry in file.entries where !entry.isCommentedOut {
      if entries[entry.name] == nil { names.append(entry.name) }
      entries[entry.name, default: []].append(entry)
      values[entry.name] = entry.value
      guard let template = entry.template, template.utf8.contains(UInt8(ascii: "$")) else {
        continue
      }
      do throws(EditingError) {
        let uses = try Interpolation.variables(in: template)
        referenced.formUnion(uses.map(\.name))
        if uses.contains(where: { $0.operator == nil && values[$0.name] == nil }) {
          problems.append((entry, .unset))
        }
        guard left > 0 else { continue }
        let value = try Interpolation.evaluate(
          template, values, limit: min(left, Interpolation.maximumBytes))
        left -= value.utf8.count
        values[entry.name] = value
      } catch {
        if error.kind == .tooLarge { left -= Interpolation.maximumBytes }
        problems.append((entry, error.kind == .tooLarge ? .tooLong : .malformed))
      }
    }
    self.names = names
    self.values = values
    self.entries = entries
    self.problems = problems
    self.referenced = referenced
  }

  /// Whether a variable is there for other lines of the file, or for Compose and Docker themselves.
  func isMeantForOthers(_ name: String) -> Bool {
    referenced.contains(name)
      || ["COMPOSE_", "DOCKER_", "BUILDKIT_", "BUILDX_"].contains { name.hasPrefix($0) }
  }

  /// The compose files that `COMPOSE_FILE` names; `nil` when it does not.
  var composeFiles: [String]? {
    guard let text = values["COMPOSE_FILE"], !text.isEmpty else { return nil }
    let separator = values["COMPOSE_PATH_SEPARATOR"].flatMap(\.first) ?? ":"
    return text.split(separator: separator).map(String.init)
  }
}
