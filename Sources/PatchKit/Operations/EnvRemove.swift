import Editing
import GitKit

/// `env.remove`.
struct EnvRemove: Operation {
  static let kind = Kind<any Operation>(
    "env.remove",
    summary: "Removes a variable from an env file, set or commented out.",
    details: """
      The comment right above goes with it, unless another variable follows right below, or it is a heading. \
      A release without the variable is a conflict, unless `expect` is `any`.
      """,
    expects: .exactly(1),
    example: "- env.remove: {file: env.example, name: JIBRI_RECORDING_RESOLUTION}",
    Key("file", .path, "The env file."),
    Key("name", .variableName, "The variable's name."),
    make: Self.init)

  let file: TreePath
  let name: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let original = workspace
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        let env = try EnvFile(text)
        if env.entries(named: name).isEmpty, let upstream = original.upstreamText(file),
          try !EnvFile(upstream).entries(named: name).isEmpty
        {
          // An operation before this one removed it.
          return EditOutcome(already: [0..<0])
        }
        return try env.remove(name)
      }
    ]
  }
}
