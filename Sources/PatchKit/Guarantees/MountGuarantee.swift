import Editing
import GitKit

/// `mount`.
struct MountGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "mount",
    summary: "A service has something mounted at a path, and nothing else at that path.",
    details: "A source that begins with `./` is among the generated files.",
    example: """
      - mount:
          file: docker-compose.yml
          service: prosody
          target: /prosody-plugins-custom
          source: ./prosody/prosody-plugins-custom
          read-only: true
      """,
    Key("file", .path, "The compose file."),
    Key("service", .text, "The service."),
    Key("target", .text, "The path in the container."),
    Key("source", .text, "What is mounted there."),
    Key("read-only", .boolean, default: false, "Whether it must be mounted read-only."),
    make: Self.init)

  let file: TreePath
  let service: String
  let target: String
  let source: String
  let readOnly: Bool

  var statement: String {
    "\(source) is mounted at \(target) of \(service)" + (readOnly ? ", read-only" : "")
  }

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(service: service) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let index = result.compose
    guard let compose = index[file] else {
      return GuaranteeCheck(
        violations: ["\(file) is not among the generated compose files"] + index.problems)
    }
    guard let service = compose.service(service) else {
      return GuaranteeCheck(violations: ["\(file) has no service \(service)"])
    }
    let mounts = service.mounts(at: target)
    var violations = mounts.filter { $0.source != source }.map {
      "\($0.source ?? "an anonymous volume") is mounted at \(target)"
    }
    let ours = mounts.filter { $0.source == source }
    if ours.count != 1 {
      violations.append("\(source) is mounted \(ours.count) times at \(target)")
    }
    if readOnly, ours.contains(where: { !$0.isReadOnly }) {
      violations.append("it can be written to")
    }
    if source.hasPrefix("./") {
      let folder = String(source.dropFirst(2))
      let isThere = result.generated.hasFolder(folder)
      if !isThere { violations.append("\(folder) is not among the generated files") }
    }
    let lines = ours.map { compose.text.lineNumber(at: $0.span.lowerBound) }
    return GuaranteeCheck(violations: violations, evidence: lines.map { "\(file), line \($0)" })
  }
}
