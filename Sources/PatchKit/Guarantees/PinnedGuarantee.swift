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

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    let releases = ImageReleases(
      where: { subject.isUpstream($0) },
      content: { path in
        guard case .file(let file) = subject.file(path) else { return nil }
        return file.content
      }, absence: subject.absence)
    // What Compose refuses runs no image.
    var check = GuaranteeCheck(violations: subject.deployment == nil ? subject.problems : [])
    var count = 0
    for service in subject.services {
      let name = "service \(service.name) in \(service.path)"
      if subject.deployment != nil, let reason = service.image.origin.reason {
        check.unknown.append("\(name): \(reason)")
        continue
      }
      do throws(EditingError) {
        let found = try releases.uses(of: service.running, environments: environments(subject))
        count += found.isEmpty ? 0 : 1
        for use in found {
          for (tag, expected) in zip(use.tags, expected(subject.release)) where tag != expected {
            let shown = subject.deployment == nil ? tag : RunningImage.shown(tag: tag)
            check.violations.append(
              GuaranteeViolation(
                "\(name) comes to \(shown.map { "`\($0)`" } ?? "another tag"), not `\(expected)`",
                at: service.imagePlace))
          }
        }
      } catch {
        check.violations.append(
          GuaranteeViolation("\(name): \(error.message)", at: service.imagePlace))
      }
    }
    check.evidence = ["\(count) services have images of upstream's"]
    check.unknown += subject.unknown
    if count == 0, subject.deployment != nil { check.unknown += subject.problems.map(\.text) }
    if count == 0, check.violations.isEmpty, check.unknown.isEmpty {
      guard subject.deployment == nil else {
        return .moot("no service runs an image of upstream's")
      }
      check.violations = [GuaranteeViolation("no service has an image of upstream's")]
    }
    return check
  }

  /// A release that does not exist: what the variable is set to for a try.
  private static let other = "stable-0-other"

  private func expected(_ release: ReleaseName) -> [String] { [release.tag, Self.other] }

  private func environments(_ subject: GuaranteeSubject) -> [[String: String]] {
    var variables = subject.deployment?.variables ?? [:]
    variables[variable] = nil
    return [variables, variables.merging([variable: Self.other]) { $1 }]
  }
}
