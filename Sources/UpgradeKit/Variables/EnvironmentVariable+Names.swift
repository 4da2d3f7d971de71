extension EnvironmentVariable {
  /// The variable whose old name this is: scripts take its value where that one is empty, and nothing else reads it.
  package var presentName: String? {
    guard successors.count == 1, let successor = successors.first, !readers.isEmpty,
      readers.allSatisfy({ reader in fallbacks.contains { reader.isPart(of: $0) } })
    else { return nil }
    return successor
  }

  /// Whether a program in upstream's images reads it by itself, where templates and scripts do not.
  var isReadByPrograms: Bool { Self.readByPrograms.contains(name) }

  private static let readByPrograms: Set<String> = [
    // The C library.
    "TZ",
    // The start scripts of the packages of jicofo and jvb.
    "JAVA_SYS_PROPS", "JICOFO_MAX_MEMORY", "VIDEOBRIDGE_MAX_MEMORY",
    // Sentry's libraries in the Java programs.
    "SENTRY_DSN", "SENTRY_ENVIRONMENT", "SENTRY_RELEASE",
  ]
}

extension EnvironmentVariable.Reader {
  /// Whether the read belongs to an assignment: it stands in its line, or tests the variable just before.
  fileprivate func isPart(of assignment: FilePlace) -> Bool {
    place.path == assignment.path && (assignment.line - 3...assignment.line).contains(place.line)
  }
}
