import Editing
import GitKit

/// `compose.build`.
package struct ComposeBuild: Operation {
  static let kind = Kind<any Operation>(
    "compose.build",
    summary: "Builds a service's image in the deployment instead of taking upstream's.",
    details: """
      `image` goes, since it would give our image the name of upstream's. An argument whose value names a variable, \
      such as `${JITSI_IMAGE_VERSION:-@release@}`, can be changed in `.env`.
      """,
    expects: .exactly(1),
    example: """
      - compose.build:
          file: jibri.yml
          service: jibri
          context: ./jibri
          args: {BASE_TAG: "${JITSI_IMAGE_VERSION:-@release@}"}
      """,
    Key("file", .path, "The compose file."),
    Key("service", .text, "The service."),
    Key("context", .context, "The folder that the image is built from, `./jibri`."),
    Key(
      "dockerfile", optional: .text, "The Dockerfile in that folder, when it is not `Dockerfile`."),
    Key(
      "args", .map(.composeValue), default: [],
      "The build's arguments; `@release@` stands for the release."),
    make: Self.init)

  let file: TreePath
  /// The service whose image is built.
  package let service: String
  let context: String
  let dockerfile: String?
  let arguments: [ManifestEntry<String>]

  /// Puts `build` in the place of `image`.
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

extension ValueKind where Value == String {
  /// A folder of the deployment, relative to the compose file.
  fileprivate static let context = ValueKind.text.refined { context throws(Refusal) in
    guard LocalPath.resolve(context) != nil else {
      throw .must(
        "be a folder of the deployment",
        advice: ["write it relative to the compose file: `./jibri`"])
    }
    return context
  }
}
