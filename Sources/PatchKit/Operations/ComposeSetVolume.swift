import Editing
import GitKit

/// `compose.set-volume`.
package struct ComposeSetVolume: Operation {
  private static let file = ManifestKey.path("file", "The compose file.")
  private static let service = ManifestKey.text("service", "The service.")
  private static let target = ManifestKey.text(
    "target", "The path in the container, by which the mount is found.")
  private static let source = ManifestKey.text(
    "source", "What is mounted: a path beginning with `./` is beside the compose file.")
  private static let options = ManifestKey.texts(
    "options", "The mount's options, for example `ro`; without the key upstream's stay."
  ).optional
  private static let add = ManifestKey.boolean(
    "add", default: false, "Whether to add the mount when the service has none at that path.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.set-volume",
    summary: "Changes what a service has mounted at a path in its container.",
    fields: [
      file.field, service.field, target.field, source.field, options.field, add.field,
    ],
    example: """
      - compose.set-volume:
          file: docker-compose.yml
          service: prosody
          target: /prosody-plugins-custom
          source: ./prosody/prosody-plugins-custom
          options: [ro]
      """
  )

  private let file: TreePath
  private let service: String
  private let target: String
  private let source: String
  private let options: [String]?
  private let add: Bool

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    service = try values[Self.service]
    target = try values[Self.target]
    source = try values[Self.source]
    options = try values[Self.options]
    add = try values[Self.add]
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        try compose.setVolume(
          service: service, target: target, source: source, options: options, adding: add)
      }
    ]
  }
}
