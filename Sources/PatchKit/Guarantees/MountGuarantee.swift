import Editing
import GitKit

/// `mount`.
package struct MountGuarantee: Guarantee {
  private static let file = ManifestKey.path("file", "The compose file.")
  private static let service = ManifestKey.text("service", "The service.")
  private static let target = ManifestKey.text("target", "The path in the container.")
  private static let source = ManifestKey.text("source", "What is mounted there.")
  private static let readOnly = ManifestKey.boolean(
    "read-only", default: false, "Whether it must be mounted read-only.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "mount",
    summary: "A service has something mounted at a path, and nothing else at that path.",
    details: "A source that begins with `./` is among the generated files.",
    fields: [file.field, service.field, target.field, source.field, readOnly.field],
    example: """
      - mount:
          file: docker-compose.yml
          service: prosody
          target: /prosody-plugins-custom
          source: ./prosody/prosody-plugins-custom
          read-only: true
      """
  )

  private let file: TreePath
  private let service: String
  private let target: String
  private let source: String
  private let readOnly: Bool

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    service = try values[Self.service]
    target = try values[Self.target]
    source = try values[Self.source]
    readOnly = try values[Self.readOnly]
  }

  /// What is guaranteed.
  package var statement: String {
    "\(source) is mounted at \(target) of \(service)" + (readOnly ? ", read-only" : "")
  }

  /// Whether people took out of a deployment what it is about.
  package func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(service: service) }

  /// Looks whether it is true of a result.
  package func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
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
