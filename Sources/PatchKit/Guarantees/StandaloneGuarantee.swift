import GitKit

/// `standalone`.
struct StandaloneGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "standalone",
    summary: "A compose file can be run as a project of its own, without docker-compose.yml.",
    details: """
      Networks and volumes that its services name are declared in it, and no network is external; no service depends \
      on one that is not in it.
      """,
    example: "- standalone: {file: jibri.yml}",
    Key("file", .path, "The compose file."),
    make: Self.init)

  let file: TreePath

  var statement: String { "\(file) can be run as a project of its own" }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    let place = subject.place(of: file)
    if let deployment = subject.deployment {
      guard subject.found(file) != .nothing else { return .moot("\(place) is not deployed") }
      switch deployment.alone(place) {
      case .success(let project): return check(project, place)
      case .failure(let violation): return GuaranteeCheck(violations: [violation])
      }
    }
    guard let project = subject.projects.first(where: { $0.files == [file] }) else {
      return GuaranteeCheck(
        violations: [GuaranteeViolation("\(file) is not among the generated compose files")]
          + subject.problems)
    }
    return check(project, place)
  }

  private func check(_ project: RunningProject, _ place: TreePath) -> GuaranteeCheck {
    GuaranteeCheck(
      violations: project.services.flatMap { violations(of: $0, in: project, place) },
      evidence: ["\(project.services.count) services in \(place)"])
  }

  private func violations(
    of service: RunningService, in project: RunningProject, _ file: TreePath
  ) -> [GuaranteeViolation] {
    let networks = service.networks.filter { $0.network != "default" }
    let names = Set(project.services.map(\.name))
    let undeclared = networks.filter { project.network($0.network) == nil }
    let external = networks.filter { project.network($0.network)?.isExternal == true }
    let subject = "service \(service.name)"
    return undeclared.map {
      GuaranteeViolation(
        "\(subject) is attached to \($0.network), which \(file) does not declare", at: $0.place)
    }
      + external.map {
        GuaranteeViolation(
          "\(subject) is attached to \($0.network), which is external", at: $0.place)
      }
      + service.mounts.compactMap { mount in
        guard case .volume(let name) = mount.source, !project.volumes.contains(name) else {
          return nil
        }
        return GuaranteeViolation(
          "\(subject) mounts volume \(name), which \(file) does not declare", at: mount.place)
      }
      + service.dependencies.filter { !names.contains($0) }.map {
        GuaranteeViolation(
          "\(subject) depends on \($0), which is not in \(file)", at: service.place)
      }
  }
}
