import Editing
import GitKit

/// `compose.set-environment`.
package struct ComposeSetEnvironment: Operation {
  private static let file = ManifestKey.path("file", "The compose file.")
  private static let service = ManifestKey.text("service", "The service.")
  private static let name = ManifestKey.text("name", "The variable's name.")
  private static let value = ManifestKey.text(
    "value", "The value as a compose file has it; `@release@` stands for the release."
  ).optional
  private static let fallback = ManifestKey.text(
    "default", "The value unless `.env` sets the variable: `${NAME:-default}`."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.set-environment",
    summary: "Gives a variable of a service a value, or a default that `.env` can change.",
    details: "Either `value` or `default` has to be given.",
    fields: [file.field, service.field, name.field, value.field, fallback.field],
    example: """
      - compose.set-environment:
          {file: docker-compose.yml, service: jicofo, name: ENABLE_SHARED_DOCUMENT_RANDOM_NAME, default: "1"}
      """
  )

  private let file: TreePath
  private let service: String
  private let name: String
  private let value: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    service = try values[Self.service]
    name = try values[Self.name]
    try VariableName.check([name], at: values.place(of: Self.name))
    switch (try values[Self.value], try values[Self.fallback]) {
    case (let value?, nil):
      self.value = value
      try ComposeValue.check(value, "value", at: values.place(of: Self.value))
    case (nil, let fallback?):
      value = "${\(name):-\(fallback)}"
      try ComposeValue.check(
        value, "default", at: values.place(of: Self.fallback), default: fallback)
    case (nil, nil), (.some, .some):
      throw ManifestError(
        invalid: "`\(Self.definition.name)` takes either `value` or `default`", at: values.place)
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let value = workspace.expand(value)
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        try compose.setEnvironment(service: service, name: name, value: value)
      }
    ]
  }
}
