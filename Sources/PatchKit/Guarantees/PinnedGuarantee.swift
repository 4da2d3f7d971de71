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
          let found = try tags(of: service, in: path.folder, images: images, result.generated)
          count += found.isEmpty ? 0 : 1
          let wrong = zip(found.joined(), found.flatMap { _ in expected(result.release) })
          for (tag, expected) in wrong where tag != expected {
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

  /// The releases that a service's image, and the images it is built on, come to, each without the variable and with
  /// it; none for what is not upstream's.
  private func tags(
    of service: ComposeService, in folder: String, images: UpstreamImages, _ generated: FileTree
  ) throws(EditingError) -> [[String]] {
    var tags: [[String]] = []
    if let value = service.image?.value {
      guard let image = ImageReference(value), let name = image.name else {
        throw EditingError(.unsupported, "the image `\(value)` cannot be told")
      }
      if images.contains(name) {
        tags.append(
          try environments.map { (environment) throws(EditingError) in
            try resolve(image, environment)
          })
      }
    }
    if let build = service.build, let context = build.context?.value {
      let dockerfile = try dockerfile(
        of: context, file: build.dockerfile?.value, from: folder, in: generated)
      tags += try BaseImages(of: dockerfile, build: build).tags(images, environments, resolve)
    }
    return tags
  }

  private var environments: [[String: String]] { [[:], [variable: Self.other]] }

  private func resolve(
    _ image: ImageReference, _ variables: [String: String]
  ) throws(EditingError) -> String {
    try Interpolation.evaluate(image.digest.map { "@\($0)" } ?? image.tag ?? "latest", variables)
  }

  /// The Dockerfile of a build, beside `docker-compose.yml`, or beside the compose file itself, as it counts for one
  /// that another includes.
  private func dockerfile(
    of context: String, file: String?, from folder: String, in generated: FileTree
  ) throws(EditingError) -> Dockerfile {
    let name = file ?? "Dockerfile"
    let own = context.hasPrefix("/") ? context : "\(folder)/\(context)"
    let contexts = folder.isEmpty ? [context] : [context, own]
    let paths = contexts.compactMap { LocalPath.resolve(name, in: $0) }
    guard let first = paths.first else {
      throw EditingError(.notFound, "\(name) in \(context) is not in the deployment")
    }
    guard let file = paths.lazy.compactMap({ generated[$0] }).first else {
      throw EditingError(.notFound, "\(first) is not among the generated files")
    }
    return try Dockerfile(SourceText(file.content))
  }
}

/// The images that a build starts from.
private struct BaseImages {
  let dockerfile: Dockerfile
  let build: Editing.ComposeBuild

  init(of dockerfile: Dockerfile, build: Editing.ComposeBuild) {
    self.dockerfile = dockerfile
    self.build = build
  }

  /// What the tags of those that are upstream's come to in each environment.
  func tags(
    _ images: UpstreamImages, _ environments: [[String: String]],
    _ resolve: (ImageReference, [String: String]) throws(EditingError) -> String
  ) throws(EditingError) -> [[String]] {
    let stages = Set(dockerfile.stages.compactMap(\.name))
    var tags: [[String]] = []
    for stage in dockerfile.stages where !stages.contains(stage.base) {
      guard let image = ImageReference(stage.base), let name = image.name, images.contains(name)
      else { continue }
      var found: [String] = []
      for environment in environments {
        found.append(try resolve(image, try arguments(environment)))
      }
      tags.append(found)
    }
    return tags
  }

  /// The build arguments that a `FROM` sees: those declared before the first of them, with the values that the compose
  /// file gives.
  private func arguments(
    _ environment: [String: String]
  ) throws(EditingError) -> [String: String] {
    let first = dockerfile.stages.first?.instruction ?? 0
    var arguments: [String: String] = [:]
    for argument in dockerfile.arguments where argument.instruction < first {
      arguments[argument.name] =
        if let given = build.arguments.last(where: { $0.name == argument.name }) {
          try given.value.map { value throws(EditingError) in
            try Interpolation.evaluate(value, environment)
          } ?? environment[argument.name] ?? argument.defaultValue
        } else {
          argument.defaultValue
        }
    }
    return arguments
  }
}
