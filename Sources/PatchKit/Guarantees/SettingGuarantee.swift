import Editing
import GitKit

/// `setting`.
package struct SettingGuarantee: Guarantee {
  private static let file = ManifestKey.path("file", "The template, in the image's folder.")
  private static let path = ManifestKey.text("path", "The setting's path.")
  private static let service = ManifestKey.text(
    "service", "The service that the template is rendered for.")
  private static let equals = ManifestKey.text("equals", "What the setting is.").optional
  private static let unset = ManifestKey.boolean(
    "unset", default: false,
    "That the setting is not written, so that the program's own default holds.")
  private static let with = ManifestKey.textsByName(
    "with", "What `.env` has; nothing without the key."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "setting",
    summary: "A setting has a value in the file that the container renders from a template.",
    details: """
      The container's environment is what the compose file makes of `.env`; the template's conditions and the value \
      are worked out with it. Either `equals` or `unset: true` has to be given.
      """,
    fields: [file.field, path.field, service.field, equals.field, unset.field, with.field],
    example: """
      - setting:
          file: jicofo/rootfs/defaults/jicofo.conf
          path: jicofo.conference.shared-document.use-random-name
          service: jicofo
          equals: "true"
      """
  )

  private let file: TreePath
  private let path: String
  private let service: String
  /// `nil` when the setting must not be written.
  private let expected: String?
  private let variables: [String: String]

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    path = try values[Self.path]
    service = try values[Self.service]
    switch (try values[Self.equals], try values[Self.unset]) {
    case (let value?, false): expected = value
    case (nil, true): expected = nil
    case (nil, false), (.some, true):
      throw ManifestError(
        invalid: "`\(Self.definition.name)` takes either `equals` or `unset: true`",
        at: values.place)
    }
    let entries = try values[Self.with] ?? []
    try VariableName.check(entries.map(\.name), at: values.place(of: Self.with))
    variables = Dictionary(entries.map { ($0.name, $0.value) }) { _, last in last }
  }

  /// What is guaranteed.
  package var statement: String {
    let given = variables.keys.sorted().map { "\($0)=\(variables[$0] ?? "")" }.joined(
      separator: " ")
    return "\(path) is \(expected.map { "`\($0)`" } ?? "not set") in the rendered \(file.name)"
      + (given.isEmpty ? "" : " when .env has \(given)")
  }

  /// Whether people took out of a deployment what it is about.
  package func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(service: service) }

  /// Looks whether it is true of a result.
  package func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let services = result.compose.services(named: service)
    guard !services.isEmpty else {
      return GuaranteeCheck(violations: ["no compose file has a service \(service)"])
    }
    var violations: [String] = []
    var evidence: [String] = []
    for (compose, service) in services {
      guard let image = ServiceImage(of: service, in: result),
        let content = image.files[file]?.content
      else {
        violations.append("\(file) is not in the image of \(service.name) in \(compose)")
        continue
      }
      do throws(EditingError) {
        let document = try BraceDocument(SourceText(content))
        let value = try document.value(
          of: BracePath(path), environment: try ContainerEnvironment.of(service, variables))
        evidence.append("\(path) comes to \(value.map { "`\($0)`" } ?? "nothing")")
        if value != expected { violations.append(evidence[evidence.count - 1]) }
      } catch {
        let line = error.offset.map { ":\(SourceText(content).lineNumber(at: $0))" } ?? ""
        violations.append("\(file)\(line): \(error.message)")
      }
    }
    return GuaranteeCheck(violations: violations, evidence: evidence)
  }
}

/// The environment that a container gets.
enum ContainerEnvironment {
  /// What a compose file passes to a service, with a `.env` of given variables.
  static func of(
    _ service: ComposeService, _ variables: [String: String]
  ) throws(EditingError) -> [String: String] {
    var environment: [String: String] = [:]
    for variable in service.environment {
      environment[variable.name] =
        if let value = variable.value {
          try Interpolation.evaluate(value, variables)
        } else {
          variables[variable.name]
        }
    }
    return environment
  }
}
