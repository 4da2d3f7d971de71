import Editing
import GitKit

/// `service`.
struct ServiceGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "service",
    summary: "A service has a key, as Compose runs it of all files together.",
    details: """
      In a deployment that is after people's own compose files and `.env`: one that takes the key away again, or gives \
      it another value, makes the guarantee fail. A health check counts as missing when it is disabled.
      """,
    example: """
      - service: {name: jvb, has: [healthcheck, interval], equals: 10s}
      """,
    Key("name", .text, "The service."),
    Key(
      "has", .list(.text), default: [],
      "The names on the way to the key, two at most; none for the service alone. An item of a list is known by its text, a port as `80/tcp`."
    ),
    Key("equals", optional: .text, "The value, of a key that has a single one."),
    make: { (name, path, value) throws(Refusal) in
      guard path.count <= RunningService.settingDepth else {
        throw Refusal("`has` takes two names at most")
      }
      guard value == nil || !path.isEmpty else {
        throw Refusal("`equals` is the value of a key: `has` must name one")
      }
      return Self(service: name, path: path, value: value)
    })

  let service: String
  let path: [String]
  let value: String?

  var statement: String {
    guard !path.isEmpty else { return "service \(service) is there" }
    let key = path.joined(separator: ".")
    return "service \(service) has \(key)" + (value.map { ": \($0)" } ?? "")
  }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    let services = subject.services(like: service)
    guard !services.isEmpty else {
      return subject.without(service, otherwise: "no compose file has a service \(service)")
    }
    return services.map { check($0, isDeployed: subject.deployment != nil) }.reduced
  }

  private func check(_ service: SubjectService, isDeployed: Bool) -> GuaranteeCheck {
    let running = service.running
    let key = path.joined(separator: ".")
    guard !path.isEmpty else { return GuaranteeCheck(evidence: ["\(service.path)"]) }
    guard let setting = running.settings[path], !isDisabled(in: running) else {
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "service \(service.name) in \(service.path) has no \(key)", at: running.place)
      ])
    }
    guard let value else { return GuaranteeCheck(evidence: ["\(key) in \(service.path)"]) }
    let found: String?
    do throws(EditingError) {
      found = try setting?.value()
    } catch {
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "\(key) of service \(service.name): \(error.message)", at: running.place)
      ])
    }
    guard found != value else { return GuaranteeCheck(evidence: ["\(key) in \(service.path)"]) }
    // A person's own value is not shown.
    let shown = isDeployed ? "another value" : found.map { "`\($0)`" } ?? "no single value"
    return GuaranteeCheck(violations: [
      GuaranteeViolation(
        "\(key) of service \(service.name) has \(shown)", at: setting?.place ?? running.place)
    ])
  }

  private func isDisabled(in service: RunningService) -> Bool {
    path[0] == "healthcheck" && path != ["healthcheck", "disable"]
      && (try? service.settings[["healthcheck", "disable"]]??.value()) == "true"
  }
}
