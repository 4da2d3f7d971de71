import Editing
import Findings

/// What Compose reads from files of variables. Kept to itself: nothing of it is ever shown.
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
  /// The lines of each name that count, or would if no later one did, in order: those of the first file that has it.
  let lines: [String: [Line]]
  /// What is wrong with values.
  let problems: [(line: Line, problem: Problem)]
  /// The variables that values refer to.
  private let referenced: Set<String>

  /// A line of one of the files.
  struct Line {
    let source: EnvironmentSource
    let entry: EnvEntry

    var place: Place { source.place(of: entry) }
  }

  init(_ file: EnvFile) {
    self.init([EnvironmentSource(file, at: "")])
  }

  /// Reads files: a variable that several have is that of the first, as far as it has it.
  init(_ sources: [EnvironmentSource]) {
    var names: [String] = []
    var values: [String: String] = [:]
    var lines: [String: [Line]] = [:]
    var problems: [(Line, Problem)] = []
    var referenced: Set<String> = []
    var left = Self.maximumBytes
    let all = sources.enumerated().flatMap { index, source in
      source.file.entries.filter { !$0.isCommentedOut }.map {
        (index, Line(source: source, entry: $0))
      }
    }
    var owners: [String: Int] = [:]
    for (index, line) in all {
      let entry = line.entry
      guard owners[entry.name, default: index] == index else { continue }
      owners[entry.name] = index
      if lines[entry.name] == nil { names.append(entry.name) }
      lines[entry.name, default: []].append(line)
      values[entry.name] = entry.value
      guard let template = entry.template, template.utf8.contains(UInt8(ascii: "$")) else {
        continue
      }
      do throws(EditingError) {
        let uses = try Interpolation.variables(in: template)
        referenced.formUnion(uses.map(\.name))
        if uses.contains(where: { $0.operator == nil && values[$0.name] == nil }) {
          problems.append((line, .unset))
        }
        guard left > 0 else { continue }
        let value = try Interpolation.evaluate(
          template, values, limit: min(left, Interpolation.maximumBytes))
        left -= value.utf8.count
        values[entry.name] = value
      } catch {
        if error.kind == .tooLarge { left -= Interpolation.maximumBytes }
        problems.append((line, error.kind == .tooLarge ? .tooLong : .malformed))
      }
    }
    self.names = names
    self.values = values
    self.lines = lines
    self.problems = problems
    self.referenced = referenced
  }

  /// Whether other lines of the file refer to a variable.
  func isReferenced(_ name: String) -> Bool { referenced.contains(name) }

  /// Whether a variable is one of Compose's or of the Docker client's own.
  static func isOfDocker(_ name: String) -> Bool {
    ["COMPOSE_", "BUILDKIT_", "BUILDX_"].contains { name.hasPrefix($0) }
      || dockerVariables.contains(name)
  }

  /// Whether a variable may be another one of the Docker client's, unless a release knows it.
  static func mayBeOfDocker(_ name: String) -> Bool { name.hasPrefix("DOCKER_") }

  /// What the Docker client and Compose read.
  private static let dockerVariables: Set<String> = [
    "DOCKER_API_VERSION", "DOCKER_BUILDKIT", "DOCKER_CERT_PATH", "DOCKER_CONFIG",
    "DOCKER_CONTENT_TRUST", "DOCKER_CONTENT_TRUST_SERVER", "DOCKER_CONTEXT",
    "DOCKER_CUSTOM_HEADERS", "DOCKER_DEFAULT_PLATFORM", "DOCKER_HIDE_LEGACY_COMMANDS",
    "DOCKER_HOST", "DOCKER_TLS", "DOCKER_TLS_VERIFY",
  ]

  /// The compose files that `COMPOSE_FILE` names; `nil` when it does not.
  var composeFiles: [String]? {
    guard let text = values["COMPOSE_FILE"], !text.isEmpty else { return nil }
    let separator = values["COMPOSE_PATH_SEPARATOR"].flatMap(\.first) ?? ":"
    return text.split(separator: separator).map(String.init)
  }
}
