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

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    var services = subject.services(like: service)
    if subject.deployment == nil {
      guard subject.compose[file] != nil else {
        return GuaranteeCheck(
          violations: [GuaranteeViolation("\(file) is not among the generated compose files")]
            + subject.problems)
      }
      services = services.filter { $0.path == file }
    }
    guard !services.isEmpty else {
      return subject.without(service, otherwise: "\(file) has no service \(service)")
    }
    return services.map { check($0, subject) }.reduced
  }

  private func check(
    _ service: SubjectService, _ subject: GuaranteeSubject
  ) -> GuaranteeCheck {
    let wanted = RunningService.Mount.Source(source).below(subject.deployment?.directory)
    let target = RunningService.container(target)
    let mounts = service.running.mounts.filter { $0.target == target }
    var violations = mounts.filter { $0.source != wanted }.map {
      GuaranteeViolation("\($0.written ?? $0.source.noun) is mounted at \(target)", at: $0.place)
    }
    let ours = mounts.filter { $0.source == wanted }
    if ours.count != 1 {
      violations.append(
        GuaranteeViolation(
          "\(source) is mounted \(ours.count) times at \(target)", at: service.running.place))
    }
    if readOnly {
      violations += ours.filter { !$0.isReadOnly }.map {
        GuaranteeViolation("it can be written to", at: $0.place)
      }
    }
    if case .path(.deployment(let path?)) = RunningService.Mount.Source(source),
      subject.found(path) == .nothing
    {
      violations.append(
        GuaranteeViolation("\(subject.place(of: path)) \(subject.absence)", at: ours.first?.place))
    }
    return GuaranteeCheck(
      violations: violations,
      evidence: ours.map {
        "\($0.place.path)\(subject.line(of: $0.place).map { ", line \($0)" } ?? "")"
      })
  }
}

extension RunningService.Mount.Source {
  /// The same, of files that are generated in a folder.
  fileprivate func below(_ directory: TreeFolder?) -> Self {
    guard let directory, case .path(.deployment(let path)) = self else { return self }
    return .path(.deployment(path.map(directory.appending) ?? directory.path))
  }

  /// What is mounted, in a sentence.
  fileprivate var noun: String {
    switch self {
    case .path(.deployment(let path)): path?.text ?? "the deployment's folder"
    case .path(.elsewhere): "something else"
    case .volume(let name): name
    case .anonymous: "an anonymous volume"
    }
  }
}
