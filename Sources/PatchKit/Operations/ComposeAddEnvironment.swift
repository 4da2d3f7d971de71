import Editing
import GitKit

/// `compose.add-environment`.
package struct ComposeAddEnvironment: Operation {
  private static let file = ManifestKey.path("file", "The compose file.")
  private static let service = ManifestKey.text("service", "The service.")
  private static let names = ManifestKey.oneOrMoreTexts("names", "The variables' names.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.add-environment",
    summary: "Passes variables of `.env` to a service, by their bare names.",
    details: """
      In a sorted list a name gets its sorted place, else it comes behind the one it is most like. A variable that is \
      passed already, with a value or without, is left as it is.

      The number of places is that of the names.
      """,
    fields: [file.field, service.field, names.field],
    example:
      "- compose.add-environment: {file: jibri.yml, service: jibri, names: [JIBRI_NO_MEDIA_TIMEOUT]}"
  )

  /// Each name is one place, which a manifest need not count.
  package static let defaultExpectation: Expectation? = .atLeastOne

  private let file: TreePath
  private let service: String
  private let names: [String]

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    service = try values[Self.service]
    names = try values[Self.names]
    try VariableName.check(names, at: values.place(of: Self.names))
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        var outcome = try compose.addEnvironment(service: service, names: names)
        // Names that come to stand together are one edit; each is a place all the same.
        let missing = names.count { compose.service(service)?.variable($0) == nil }
        if let place = outcome.changed.first, outcome.changed.count < missing {
          outcome.changed += Array(repeating: place, count: missing - outcome.changed.count)
        }
        return outcome
      }
    ]
  }
}
