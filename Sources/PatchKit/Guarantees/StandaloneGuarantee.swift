import Editing
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

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(file) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let index = result.compose
    guard let compose = index[file] else {
      return GuaranteeCheck(
        violations: ["\(file) is not among the generated compose files"] + index.problems)
    }
    return GuaranteeCheck(
      violations: compose.services.flatMap { violations(of: $0, in: compose) },
      evidence: ["\(compose.services.count) services in \(file)"])
  }

  private func violations(of service: ComposeService, in compose: ComposeFile) -> [String] {
    let networks = service.networks.map(\.name).filter { $0 != "default" }
    let undeclared = networks.filter { !compose.declaresNetwork($0) }
    let external = networks.filter { compose.top("networks", $0)?["external"]?.string == "true" }
    let volumes = service.mounts.compactMap(\.namedVolume).filter {
      compose.top("volumes", $0) == nil
    }
    let missing = service.dependencies.map(\.value).filter { compose.service($0) == nil }
    return undeclared.map {
      "service \(service.name) is attached to \($0), which \(file) does not declare"
    }
      + external.map { "service \(service.name) is attached to \($0), which is external" }
      + volumes.map {
        "service \(service.name) mounts volume \($0), which \(file) does not declare"
      }
      + missing.map { "service \(service.name) depends on \($0), which is not in \(file)" }
  }
}

extension ComposeFile {
  /// What a section at top level has by a name; `nil` when it has no such name.
  fileprivate func top(_ section: String, _ name: String) -> YAMLNode? {
    document.root[section].map(document.resolved)?[name].map(document.resolved)
  }
}

extension ComposeMount {
  /// The volume that is mounted by its name; `nil` for a path, and for one that cannot be told.
  fileprivate var namedVolume: String? {
    guard type == nil || type == "volume", let source,
      let name = try? Interpolation.evaluate(source, [:]), let first = name.first,
      !"./~".contains(first)
    else { return nil }
    return name
  }
}
