import Editing
import GitKit
import Reports

/// What became of the variables that conflicts are about.
struct ConflictVariables {
  private let changes: [String: VariableChange]

  /// Looks through the releases of a range, if a conflict is about a variable at all.
  init(_ range: UpstreamRange, _ conflicts: [Conflict<[UInt8]>]) throws(GitError) {
    guard conflicts.contains(where: { $0.variable != nil }) else {
      changes = [:]
      return
    }
    let all = try range.variables.changes?.changes ?? []
    changes = Dictionary(all.filter { !$0.newNames.isEmpty }.map { ($0.name, $0) }) { $1 }
  }

  /// What the variable of a conflict is called now, as the end of a sentence; `nil` when it has its name still.
  func newName(of conflict: Conflict<[UInt8]>) -> String? {
    guard let name = conflict.variable, let change = changes[name] else { return nil }
    let names = change.newNames.map { "`\($0)`" }.joined(separator: ", ")
    return switch change.kind {
    case .split: "\(name) is split into \(names)"
    case .superseded: "\(name) is succeeded by \(names)"
    default: "\(name) is renamed to \(names)"
    }
  }
}

extension Conflict<[UInt8]> {
  /// The environment variable that it is about; `nil` when it is about something else.
  fileprivate var variable: String? {
    guard let node = scope.node else { return nil }
    if case .variables = MergeMethod(subject) {
      return node.split(separator: " ").first.map(String.init)
    }
    let parts = node.split(separator: ".")
    guard parts.count == 4, parts[0] == "services", parts[2] == "environment" else { return nil }
    return String(parts[3])
  }
}
