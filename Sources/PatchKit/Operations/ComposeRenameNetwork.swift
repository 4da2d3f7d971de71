import Editing

/// `compose.rename-network`.
package struct ComposeRenameNetwork: Operation {
  private static let from = ManifestKey.text("from", "The network's name upstream.")
  private static let to = ManifestKey.text("to", "The name it gets.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.rename-network",
    summary:
      "Renames a network in every compose file: where services attach to it and where it is declared.",
    details: """
      Only the network's name changes. Aliases, domains, environment variables and images that happen to contain the \
      same text stay.

      The number of places counts service attachments and declarations over all compose files.
      """,
    fields: [from.field, to.field],
    example: "- compose.rename-network: {from: meet.jitsi, to: confomeetnet}"
  )

  /// One place or more, in whichever files upstream has.
  package static let defaultExpectation: Expectation? = .atLeastOne

  private let from: String
  private let to: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    from = try values[Self.from]
    to = try values[Self.to]
    for (name, key) in [(from, Self.from), (to, Self.to)] where name.isEmpty {
      throw ManifestError(invalid: "a network's name must not be empty", at: values.place(of: key))
    }
    guard from != to else {
      throw ManifestError(
        invalid: "`from` and `to` must be different names", at: values.place(of: Self.to))
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    try workspace.editEveryCompose { (file) throws(EditingError) in
      try file.renameNetwork(from: from, to: to)
    }
  }
}
