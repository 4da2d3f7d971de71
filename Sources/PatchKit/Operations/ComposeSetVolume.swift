import Editing
import GitKit

/// `compose.set-volume`.
struct ComposeSetVolume: Operation {
  static let kind = Kind<any Operation>(
    "compose.set-volume",
    summary: "Changes what a service has mounted at a path in its container.",
    expects: .exactly(1),
    example: """
      - compose.set-volume:
          file: docker-compose.yml
          service: prosody
          target: /prosody-plugins-custom
          source: ./prosody/prosody-plugins-custom
          options: [ro]
      """,
    Key("file", .path, "The compose file."),
    Key("service", .text, "The service."),
    Key("target", .text, "The path in the container, by which the mount is found."),
    Key(
      "source", .text,
      "What is mounted: a path beginning with `./` is beside the compose file."),
    Key(
      "options", optional: .list(.text),
      "The mount's options, for example `ro`; without the key upstream's stay."),
    Key(
      "add", .boolean, default: false,
      "Whether to add the mount when the service has none at that path."),
    make: Self.init)

  let file: TreePath
  let service: String
  let target: String
  let source: String
  let options: [String]?
  let add: Bool

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        try compose.setVolume(
          service: service, target: target, source: source, options: options, adding: add)
      }
    ]
  }
}
