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

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let index = result.compose
    var violations = index.problems
    var attachments = 0
    for (path, file) in index.files {
      let before = result.upstreamCompose(path)
      for service in file.services {
        violations += self.violations(of: service, before: before?.service(service.name), in: path)
        if service.isAttached(to: name) { attachments += 1 }
      }
      for service in before?.services ?? []
      where service.isAttached(to: old) && file.service(service.name) == nil
        && !result.isTakenOut(service: service.name)
      {
        violations.append(
          "\(path) has no service \(service.name), which upstream attached to \(old)")
      }
      if file.declaresNetwork(old) { violations.append("\(path) still declares \(old)") }
      if ownName(in: file) == old {
        violations.append("\(path) declares \(name), and has Docker name it \(old) all the same")
      }
      if before?.declaresNetwork(old) == true, !file.declaresNetwork(name) {
        violations.append("\(path) does not declare \(name)")
      }
    }
    if !index.files.contains(where: { $0.file.declaresNetwork(name) }) {
      violations.append("no compose file declares \(name)")
    }
    if attachments == 0 { violations.append("no service is attached to \(name)") }
    return GuaranteeCheck(
      violations: violations,
      evidence: [
        "\(attachments) services in \(index.files.count) compose files are attached to \(name)"
      ])
  }

  /// The `name:` of the network where a file declares it.
  private func ownName(in file: ComposeFile) -> String? {
    let document = file.document
    guard let networks = document.root["networks"].map(document.resolved),
      let network = networks[name].map(document.resolved),
      let own = network["name"].map(document.resolved)?.string
    else { return nil }
    return (try? Interpolation.evaluate(own, [:])) ?? own
  }

  private func violations(
    of service: ComposeService, before: ComposeService?, in path: TreePath
  ) -> [String] {
    var violations: [String] = []
    if service.isAttached(to: old) {
      violations.append("service \(service.name) in \(path) is still attached to \(old)")
    }
    guard let attachment = before?.networks.first(where: { $0.name == old }) else {
      return violations
    }
    guard let now = service.networks.first(where: { $0.name == name }) else {
      violations.append("service \(service.name) in \(path) is not attached to \(name)")
      return violations
    }
    let aliases = (attachment.aliases.map(\.value), now.aliases.map(\.value))
    if aliases.0 != aliases.1 {
      violations.append(
        "service \(service.name) in \(path) has other aliases on \(name) than upstream gave it")
    }
    return violations
  }
}
