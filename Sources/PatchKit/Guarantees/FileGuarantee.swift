import GitKit

/// `file`.
struct FileGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "file", summary: "A file is there, with a mode and a text.",
    details: """
      In a deployment a file below an image's `rootfs` is looked for in the container of the service that the image is \
      built for, whatever that is built of.
      """,
    example: """
      - file: {path: jibri/rootfs/usr/bin/finalize-s3.sh, mode: "0755", contains: CONFOMEET_S3_BUCKET}
      """,
    Key("path", .path, "The file's path in the generated tree."),
    Key("mode", optional: .mode, "The mode that it has."),
    Key("contains", optional: .multilineText, "A text that stands in it."),
    make: Self.init)

  let path: TreePath
  let mode: FileMode?
  let text: String?

  var statement: String {
    var parts = ["\(path) is there"]
    if let mode { parts.append("with mode \(mode.permissions)") }
    if let text { parts.append("and contains `\(text.firstLine)`") }
    return parts.joined(separator: " ")
  }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    guard subject.deployment != nil else { return checkPlace(subject) }
    if let (folder, container) = path.inImage, let services = subject.services(builtOf: folder) {
      guard !services.isEmpty else {
        return subject.without(imageIn: folder)
      }
      return services.map { check(container, of: $0, subject) }.reduced
    }
    let users = subject.original.services.filter { $0.uses(path) }
    let isUsed = users.contains { !subject.services(like: $0.name).isEmpty }
    guard isUsed || subject.found(path) != .nothing else {
      return .moot("no service that is deployed uses \(path)")
    }
    return checkPlace(subject)
  }

  private func check(
    _ container: String, of service: SubjectService, _ subject: GuaranteeSubject
  ) -> GuaranteeCheck {
    switch subject.contents(of: service).file(at: container) {
    case .unknown(let reason):
      return GuaranteeCheck(unknown: ["the files of service \(service.name): \(reason)"])
    case .known(nil):
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "/\(container) is not in the image of service \(service.name)", at: service.imagePlace)
      ])
    case .known(let entry?):
      return check(entry.file, "\(entry.origin.path)", at: entry.origin.place)
    }
  }

  private func checkPlace(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    let place = subject.place(of: path)
    switch subject.found(path) {
    case .file(let file):
      return check(file, "\(place)", at: subject.deployment == nil ? nil : SourcePlace(place, 0))
    case .nothing:
      return GuaranteeCheck(violations: [
        GuaranteeViolation("\(place) \(subject.absence)", at: SourcePlace(place, 0))
      ])
    case .folder:
      return GuaranteeCheck(violations: [GuaranteeViolation("\(place) is a folder")])
    case .unreadable(let reason):
      return GuaranteeCheck(unknown: ["\(place) can't be read: \(reason)"])
    }
  }

  private func check(
    _ file: FileTree.File, _ name: String, at place: SourcePlace?
  ) -> GuaranteeCheck {
    guard file.mode.isFile else {
      return GuaranteeCheck(violations: [GuaranteeViolation("\(name) is a \(file.mode.noun)")])
    }
    var violations: [GuaranteeViolation] = []
    if let mode, file.mode != mode {
      violations.append(
        GuaranteeViolation("\(name) has mode \(file.mode.permissions)", at: place))
    }
    if let text, !file.contains(text) {
      violations.append(GuaranteeViolation("\(name) lacks the text", at: place))
    }
    return GuaranteeCheck(
      violations: violations, evidence: ["\(name), mode \(file.mode.permissions)"])
  }
}

extension TreePath {
  /// The image's folder and the container path, without a slash in front, of a file below `rootfs`.
  var inImage: (folder: String, container: String)? {
    let parts = components
    guard let index = parts.firstIndex(of: "rootfs"), index > 0, index + 1 < parts.count else {
      return nil
    }
    return (
      parts[..<index].joined(separator: "/"), parts[(index + 1)...].joined(separator: "/")
    )
  }
}

extension ImageContents.Origin {
  /// The file, when it is the deployment's.
  var place: SourcePlace? {
    if case .deployment(let path) = self { SourcePlace(path, 0) } else { nil }
  }
}

extension SubjectService {
  /// Whether its image is built of a file, or its container has it mounted.
  fileprivate func uses(_ path: TreePath) -> Bool {
    if let folder = context?.folder, path.isInside(folder.text) { return true }
    return running.mounts.contains { mount in
      guard case .path(.deployment(let source?)) = mount.source else { return false }
      return path.isInside(source.text)
    }
  }
}

extension [GuaranteeCheck] {
  /// What several checks come to together.
  var reduced: GuaranteeCheck {
    GuaranteeCheck(
      violations: flatMap(\.violations), evidence: flatMap(\.evidence), unknown: flatMap(\.unknown))
  }
}
