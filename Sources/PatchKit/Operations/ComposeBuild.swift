import Editing
import GitKit

/// `compose.build`.
package struct ComposeBuild: Operation {
  private static let file = ManifestKey.path("file", "The compose file.")
  private static let service = ManifestKey.text("service", "The service.")
  private static let context = ManifestKey.text(
    "context", "The folder that the image is built from, `./jibri`.")
  private static let dockerfile = ManifestKey.text(
    "dockerfile", "The Dockerfile in that folder, when it is not `Dockerfile`."
  ).optional
  private static let arguments = ManifestKey.textsByName(
    "args", "The build's arguments; `@release@` stands for the release."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.build",
    summary: "Builds a service's image in the deployment instead of taking upstream's.",
    details: """
      `image` goes, since it would give our image the name of upstream's. An argument whose value names a variable, \
      such as `${JITSI_IMAGE_VERSION:-@release@}`, can be changed in `.env`.
      """,
    fields: [file.field, service.field, context.field, dockerfile.field, arguments.field],
    example: """
      - compose.build:
          file: jibri.yml
          service: jibri
          context: ./jibri
          args: {BASE_TAG: "${JITSI_IMAGE_VERSION:-@release@}"}
      """
  )

  private let file: TreePath
  /// The service whose image is built.
  package let service: String
  private let context: String
  private let dockerfile: String?
  private let arguments: [ManifestEntry<String>]

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    service = try values[Self.service]
    context = try values[Self.context]
    dockerfile = try values[Self.dockerfile]
    arguments = try values[Self.arguments] ?? []
    guard LocalPath.resolve(context) != nil else {
      throw ManifestError(
        invalid: "`context` must be a folder of the deployment", at: values.place(of: Self.context),
        advice: ["write it relative to the compose file: `./jibri`"])
    }
    for argument in arguments {
      try ComposeValue.check(argument.value, argument.name, at: argument.place)
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let arguments = arguments.map { (name: $0.name, value: workspace.expand($0.value)) }
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        try compose.setBuild(
          service: service, context: context, dockerfile: dockerfile, arguments: arguments,
          removingImage: true)
      }
    ]
  }
}
