import Editing
import GitKit

/// `pinned`.
struct PinnedGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "pinned",
    summary:
      "Every image of upstream's resolves to the release, and to another one when the variable says so.",
    details: """
      Values are resolved as Compose does, once with an empty `.env` and once with the variable set. For an image that \
      is built, each build argument with the release in it is looked at, and the base that the Dockerfile makes of it.
      """,
    example: "- pinned: {variable: JITSI_IMAGE_VERSION}",
    Key("variable", .variableName, "The variable that chooses another release."),
    make: Self.init)

  let variable: String

  var statement: String {
    "every image of upstream's is that of the release, unless \(variable) says otherwise"
  }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let images = result.images
    let releases = ImageReleases(
      where: { $0.name.map(images.contains) ?? false },
      content: { result.generated[$0]?.content })
    let index = result.compose
    var violations = index.problems
    var count = 0
    for (path, file) in index.files {
      for service in file.services {
        do throws(EditingError) {
          let found = try releases.uses(
            of: service, in: path.folder, environments: environments
          ).map(\.tags)
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

  private var environments: [[String: String]] { [[:], [variable: Self.other]] }
}
