import Editing
import GitKit

/// `setting`.
struct SettingGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "setting",
    summary: "A setting has a value in the file that the container renders from a template.",
    details: """
      The container's environment is what the compose file makes of `.env`; the template's conditions and the value \
      are worked out with it. Either `equals` or `unset: true` has to be given.
      """,
    example: """
      - setting:
          file: jicofo/rootfs/defaults/jicofo.conf
          path: jicofo.conference.shared-document.use-random-name
          service: jicofo
          equals: "true"
      """,
    Key("file", .path, "The template, in the image's folder."),
    Key("path", .text, "The setting's path."),
    Key("service", .text, "The service that the template is rendered for."),
    Key("equals", optional: .text, "What the setting is."),
    Key(
      "unset", .boolean, default: false,
      "That the setting is not written, so that the program's own default holds."),
    Key("with", .variables, default: [:], "What `.env` has; nothing without the key."),
    make: { (file, path, service, expected, isUnset, variables) throws(Refusal) in
      guard (expected == nil) == isUnset else {
        throw Refusal("`setting` takes either `equals` or `unset: true`")
      }
      return Self(
        file: file, path: path, service: service, expected: expected, variables: variables)
    })

  let file: TreePath
  let path: String
  let service: String
  /// `nil` when the setting must not be written.
  let expected: String?
  let variables: [String: String]

  var statement: String {
    let given = variables.keys.sorted().map { "\($0)=\(variables[$0] ?? "")" }.joined(
      separator: " ")
    return "\(path) is \(expected.map { "`\($0)`" } ?? "not set") in the rendered \(file.name)"
      + (given.isEmpty ? "" : " when .env has \(given)")
  }

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(service: service) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
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
