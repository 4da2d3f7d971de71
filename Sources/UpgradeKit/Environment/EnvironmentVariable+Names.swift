extension EnvironmentVariable {
  /// The variable whose old name this is: scripts take its value where that one is empty, and nothing else reads it.
  public var presentName: String? {
    guard successors.count == 1, let successor = successors.first, !readers.isEmpty,
      readers.allSatisfy({ reader in fallbacks.contains { reader.isPart(of: $0) } })
    else { return nil }
    return successor
  }
}

extension EnvironmentVariable.Reader {
  /// Whether the read belongs to an assignment: it stands in its line, or tests the variable just before.
  fileprivate func isPart(of assignment: FilePlace) -> Bool {
    place.path == assignment.path && (assignment.line - 3...assignment.line).contains(place.line)
  }
}
