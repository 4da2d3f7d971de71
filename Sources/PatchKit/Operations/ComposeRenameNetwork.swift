import Editing

/// `compose.rename-network`.
struct ComposeRenameNetwork: Operation {
  static let kind = Kind<any Operation>(
    "compose.rename-network",
    summary:
      "Renames a network in every compose file: where services attach to it and where it is declared.",
    details: """
      Only the network's name changes. Aliases, domains, environment variables and images that happen to contain the \
      same text stay.

      The number of places counts service attachments and declarations over all compose files.
      """,
    // In whichever files upstream has.
    expects: .atLeastOne,
    example: "- compose.rename-network: {from: meet.jitsi, to: confomeetnet}",
    Key("from", .text.nonEmpty, "The network's name upstream."),
    Key("to", .placed(.text.nonEmpty), "The name it gets."),
    make: { (from, to) throws(Refusal) in
      guard from != to.value else {
        throw Refusal("`from` and `to` must be different names", at: to.place)
      }
      return Self(from: from, to: to.value)
    })

  let from: String
  let to: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    try workspace.editEveryCompose { (file) throws(EditingError) in
      try file.renameNetwork(from: from, to: to)
    }
  }
}
