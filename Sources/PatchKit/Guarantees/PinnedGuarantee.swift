import Editing
import GitKit

/// `pinned`.
public struct PinnedGuarantee: Guarantee {
  private static let variable = ManifestKey.text(
    "variable", "The variable that chooses another release.")

  /// The name, keys and reference.
  public static let definition = KindDefinition(
    "pinned",
    summary:
      "Every image of upstream's resolves to the release, and to another one when the variable says so.",
    details: """
      Values are resolved as Compose does, once with an empty `.env` and once with the variable set. For an image that \
      is built, each build argument with the release in it is looked at, and the base that the Dockerfile makes of it.
      """,
    fields: [variable.field],
    example: "- pinned: {variable: JITSI_IMAGE_VERSION}"
  )

  private let variable: String

  /// Makes one of values that were checked against the definition.
  public init(_ values: ManifestValues) throws(ManifestError) {
    variable = try values[Self.variable]
    try VariableName.check([variable], at: values.place(of: Self.variable))
  }

  /// What is guaranteed.
  public var statement: String {
    "every image of upstream's is that of the release, unless \(variable) says otherwise"
  }

  /// Looks whether it is true of a result.
  public func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let images = result.images
    let index = result.compose
    var violations = index.problems
    var count = 0
    for (path, file) in index.files {
      for service in file.services {
        do throws(EditingError) {
          guard let found = try tags(of: service, images: images, in: result.generated) else {
            continue
          }
          count += 1
          for (tag, expected) in zip(found, expected(result.release)) where tag != expected {
            violations.append(
              "service \(service.name) in \(path) comes to `\(tag)`, not `\(expected)`")
          }
        } catch {
          violations.append("service \(service.name) in \(path): \(error.message)")
        }
      }
    }
    if count == 0 { violations.append("no service has an image of upstream's") }
    return GuaranteeCheck(
      violations: violations, evidence: ["\(count) services have images of upstream's"])
  }

  /// A release that does not exist: what the variable is set to for a try.
  private static let other = "stable-0-other"

  private func expected(_ release: ReleaseName) -> [String] { [release.description, Self.other] }

  /// The release that a service's image comes to: without the variable, and with it; `nil` for an image that is not
  /// upstream's.
  private func tags(
    of service: ComposeService, images: UpstreamImages, in generated: FileTree
  ) throws(EditingError) -> [String]? {
    if let image = service.image.flatMap({ ImageReference($0.value) }), let name = image.name,
      images.contains(name)
    {
      return try resolve(image.digest.map { "@\($0)" } ?? image.tag ?? "latest")
    }
    guard let build = service.build, let context = build.context?.value,
      let dockerfile = try dockerfile(of: context, file: build.dockerfile?.value, in: generated),
      let argument = releaseArgument(of: dockerfile)
    else { return nil }
    let value = build.arguments.last { $0.name == argument.name }?.value
    return try resolve(value ?? argument.defaultValue ?? "")
  }

  private func resolve(_ text: String) throws(EditingError) -> [String] {
    [
      try Interpolation.evaluate(text, [:]),
      try Interpolation.evaluate(text, [variable: Self.other]),
    ]
  }

  private func dockerfile(
    of context: String, file: String?, in generated: FileTree
  ) throws(EditingError) -> Dockerfile? {
    guard let path = LocalPath.resolve(file ?? "Dockerfile", in: context),
      let file = generated[path]
    else { return nil }
    return try Dockerfile(SourceText(file.content))
  }

  /// The argument that the tag of the Dockerfile's base image is made of.
  private func releaseArgument(of dockerfile: Dockerfile) -> DockerArgument? {
    guard let base = dockerfile.stages.last?.base, let tag = ImageReference(base)?.tag else {
      return nil
    }
    return dockerfile.arguments.first { tag == "${\($0.name)}" || tag == "$\($0.name)" }
  }
}
