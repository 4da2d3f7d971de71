import Editing
import GitKit

/// `network`.
struct NetworkGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "network",
    summary: "A network has taken the place of upstream's.",
    details: """
      Every service that upstream attached to the old network, in whichever compose file, is attached to the new one \
      with the same aliases; where upstream declared the old one the new one is declared; nothing speaks of the old \
      one any more.
      """,
    example: "- network: {name: confomeetnet, replaces: meet.jitsi}",
    Key("name", .text, "The network's name in the deployment."),
    Key("replaces", .text, "The name upstream."),
    make: Self.init)

  let name: String
  let old: String

  var statement: String { "network \(name) has taken the place of \(old)" }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    subject.deployment == nil ? checkGenerated(subject) : checkDeployed(subject)
  }

  private func checkGenerated(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    var violations = subject.problems
    var attachments = 0
    for project in subject.projects {
      guard let path = project.files.first else { continue }
      let before = subject.upstreamCompose(path)
      for service in project.services {
        violations += self.violations(
          of: service, before: before?.service(service.name)?.aliases(on: old))
        if service.attachment(to: name) != nil { attachments += 1 }
      }
      for service in before?.services ?? []
      where service.isAttached(to: old)
        && !project.services.contains(where: { $0.name == service.name })
      {
        violations.append(
          GuaranteeViolation(
            "\(path) has no service \(service.name), which upstream attached to \(old)"))
      }
      violations += declarations(in: project).map { GuaranteeViolation("\(path) \($0)") }
      if project.network(old) != nil {
        violations.append(GuaranteeViolation("\(path) still declares \(old)"))
      }
      if before?.declaresNetwork(old) == true, project.network(name) == nil {
        violations.append(GuaranteeViolation("\(path) does not declare \(name)"))
      }
    }
    if !subject.projects.contains(where: { $0.network(name) != nil }) {
      violations.append(GuaranteeViolation("no compose file declares \(name)"))
    }
    if attachments == 0 {
      violations.append(GuaranteeViolation("no service is attached to \(name)"))
    }
    return GuaranteeCheck(
      violations: violations,
      evidence: [
        "\(attachments) services in \(subject.projects.count) compose files are attached to \(name)"
      ])
  }

  /// People's own services may be on any network, and declare it.
  private func checkDeployed(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    var violations = subject.problems
    var attachments = 0
    let upstream = subject.compose.paths.compactMap(subject.upstreamCompose).flatMap(\.services)
    let variables = subject.deployment?.variables ?? [:]
    var seen: Set<RunningService> = []
    for service in upstream {
      guard let before = service.aliases(on: old) else { continue }
      for deployed in subject.services(like: service.name)
      where seen.insert(deployed.running).inserted {
        violations += self.violations(of: deployed.running, before: before, variables)
        attachments += 1
      }
    }
    for project in subject.projects {
      guard let network = project.network(name) else { continue }
      violations += declarations(in: project).map {
        GuaranteeViolation("\(network.place.path) \($0)", at: network.place)
      }
    }
    guard attachments > 0 || !violations.isEmpty || !subject.unknown.isEmpty else {
      return .moot("no service that upstream attaches to \(old) is deployed")
    }
    return GuaranteeCheck(
      violations: violations.distinct,
      evidence: ["\(attachments) services were attached to \(old) by upstream"],
      unknown: subject.unknown)
  }

  private func declarations(in project: RunningProject) -> [String] {
    project.network(name)?.name == old
      ? ["declares \(name), and has Docker name it \(old) all the same"] : []
  }

  private func violations(
    of service: RunningService, before: [String]?, _ variables: [String: String] = [:]
  ) -> [GuaranteeViolation] {
    let subject = "service \(service.name) in \(service.place.path)"
    var violations: [GuaranteeViolation] = []
    if let attachment = service.attachment(to: old) {
      violations.append(
        GuaranteeViolation("\(subject) is still attached to \(old)", at: attachment.place))
    }
    guard let before else { return violations }
    guard let now = service.attachment(to: name) else {
      violations.append(
        GuaranteeViolation("\(subject) is not attached to \(name)", at: service.place))
      return violations
    }
    let plain = { (alias: String) in Self.plain(alias, variables) }
    if !Set(before.map(plain)).isSubset(of: now.aliases.map(plain)) {
      violations.append(
        GuaranteeViolation(
          "\(subject) has other aliases on \(name) than upstream gave it", at: now.place))
    }
    return violations
  }

  /// An alias without variables; one that can't be evaluated as it is.
  private static func plain(_ alias: String, _ variables: [String: String]) -> String {
    (try? Interpolation.evaluate(alias, variables)) ?? alias
  }
}

extension ComposeService {
  /// The aliases on a network; `nil` when it is not attached to it.
  fileprivate func aliases(on network: String) -> [String]? {
    networks.first { $0.name == network }.map { $0.aliases.map(\.value) }
  }
}

extension RunningService {
  fileprivate func attachment(to network: String) -> Attachment? {
    networks.first { $0.network == network }
  }
}

extension [GuaranteeViolation] {
  /// Each once: several projects may have the same service.
  fileprivate var distinct: [GuaranteeViolation] {
    var seen: Set<GuaranteeViolation> = []
    return filter { seen.insert($0).inserted }
  }
}
