import Editing
import GitKit

/// `compose.set-environment`.
struct ComposeSetEnvironment: Operation {
  static let kind = Kind<any Operation>(
    "compose.set-environment",
    summary: "Gives a variable of a service a value, or a default that `.env` can change.",
    details: "Either `value` or `default` has to be given.",
    expects: .exactly(1),
    example: """
      - compose.set-environment:
          {file: docker-compose.yml, service: jicofo, name: ENABLE_SHARED_DOCUMENT_RANDOM_NAME, default: "1"}
      """,
    Key("file", .path, "The compose file."),
    Key("service", .text, "The service."),
    Key("name", .variableName, "The variable's name."),
    Key(
      "value", optional: .composeValue,
      "The value as a compose file has it; `@release@` stands for the release."),
    Key(
      "default", optional: .composeDefault,
      "The value unless `.env` sets the variable: `${NAME:-default}`."),
    make: { (file, service, name, value, fallback) throws(Refusal) in
      let value = try Refusal.exactlyOne(
        value, fallback.map { "${\(name):-\($0)}" }, "`value` or `default`",
        of: "compose.set-environment")
      return Self(file: file, service: service, name: name, value: value)
    })

  let file: TreePath
  let service: String
  let name: String
  let value: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let value = workspace.expand(value)
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        try compose.setEnvironment(service: service, name: name, value: value)
      }
    ]
  }
}
