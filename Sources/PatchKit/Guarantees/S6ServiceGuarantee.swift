import GitKit

/// `s6-service`.
struct S6ServiceGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "s6-service",
    summary:
      "Something that runs when a container starts is wired for the init system that the image has.",
    details: """
      The init system is told by what upstream's own folder has. With s6-overlay 1 the script is \
      `etc/cont-init.d/NAME`. With s6-overlay 3 there is a folder `s6-rc.d/NAME` with a type, with `up` naming a script \
      (or with `run`), with dependencies that exist; the service is registered in `user/contents.d`; nothing of that \
      name is left for the old init system. Scripts are executable, with an interpreter that the image has.

      `before` is for s6-overlay 3: the services up to that one wait for this one, directly or through others. \
      s6-overlay 1 runs all of `cont-init.d` before any service.
      """,
    example: "- s6-service: {image: jibri, name: 11-awscli}",
    Key("image", .path, "The image's folder, for example `jibri`."),
    Key("name", .serviceName, "The service's name, for example `11-awscli`."),
    Key("before", optional: .text, "A service that starts only when this one is up."),
    make: Self.init)

  let image: TreePath
  let name: String
  let before: String?

  var statement: String {
    "\(name) is started by the init system of image \(image)"
      + (before.map { ", before \($0)" } ?? "")
  }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    guard subject.deployment != nil else {
      let files = subject.generated.files(in: "\(image)/rootfs")
      guard !files.isEmpty else {
        return GuaranteeCheck(violations: [
          GuaranteeViolation(
            "the image is not built: \(image)/rootfs is not among the generated files")
        ])
      }
      return check(InitSystem(of: image.text, in: subject.upstream), files)
    }
    let services = subject.services(builtOf: image.text) ?? []
    guard !services.isEmpty else { return subject.without(imageIn: image.text) }
    return services.map { check($0, subject) }.reduced
  }

  private func check(
    _ service: SubjectService, _ subject: GuaranteeSubject
  ) -> GuaranteeCheck {
    let contents = subject.contents(of: service)
    switch contents.initSystem {
    case .unknown(let reason):
      return GuaranteeCheck(unknown: ["the init system of service \(service.name): \(reason)"])
    case .known(let system):
      var check = check(system, contents.files.mapValues(\.file))
      if let gap = contents.gaps.first(where: { $0.path.isEmpty || $0.path.hasPrefix("etc") }),
        !check.violations.isEmpty
      {
        check = GuaranteeCheck(unknown: ["the files of service \(service.name): \(gap.reason)"])
      }
      check.violations = check.violations.map {
        GuaranteeViolation($0.text, at: service.imagePlace)
      }
      return check
    }
  }

  private func check(_ system: InitSystem?, _ files: [String: FileTree.File]) -> GuaranteeCheck {
    switch system {
    case .version1: return S6Overlay1(files: files).check(name)
    case .version3: return S6Overlay3(files: files).check(name, before: before)
    case nil:
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "\(image)/rootfs has neither etc/cont-init.d nor etc/s6-overlay upstream")
      ])
    }
  }
}

extension ValueKind where Value == String {
  fileprivate static let serviceName = ValueKind.text.refined { name throws(Refusal) in
    guard !name.isEmpty, !name.contains("/") else { throw .must("be one name without `/`") }
    return name
  }
}
