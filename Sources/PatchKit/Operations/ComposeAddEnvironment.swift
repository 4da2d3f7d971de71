import Editing
import GitKit

/// `compose.add-environment`.
struct ComposeAddEnvironment: Operation {
  static let kind = Kind<any Operation>(
    "compose.add-environment",
    summary: "Passes variables of `.env` to a service, by their bare names.",
    details: """
      In a sorted list a name gets its sorted place, else it comes behind the one it is most like. A variable that is \
      passed already, with a value or without, is left as it is.

      The number of places is that of the names.
      """,
    // Each name is one place, which a manifest need not count.
    expects: .atLeastOne,
    example:
      "- compose.add-environment: {file: jibri.yml, service: jibri, names: [JIBRI_NO_MEDIA_TIMEOUT]}",
    Key("file", .path, "The compose file."),
    Key("service", .text, "The service."),
    Key("names", .oneOrMany(.variableName).distinct, "The variables' names."),
    make: Self.init)

  let file: TreePath
  let service: String
  let names: [String]

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
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
