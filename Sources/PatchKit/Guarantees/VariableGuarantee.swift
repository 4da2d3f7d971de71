import Editing
import GitKit

/// `variable`.
struct VariableGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "variable",
    summary: "Variables are passed to a service, and something in the service's image reads them.",
    details: """
      Read means: a template in the image has `.Env.NAME`, or a script there has `$NAME`. For an image that the \
      deployment builds its build context is looked through, for one of upstream's its folder at the release; and \
      for both the folders of upstream's images that they are built on, and what the service mounts over them.
      """,
    example: "- variable: {names: [JIBRI_NO_MEDIA_TIMEOUT], service: jibri}",
    Key("names", .oneOrMany(.variableName).distinct, "The variables' names."),
    Key("service", .text, "The service."),
    Key(
      "file", optional: .path,
      "The template or script of the image that has to read them; any without the key."),
    make: Self.init)

  let names: [String]
  let service: String
  let file: TreePath?

  var statement: String {
    let place = file.map { "by \($0)" } ?? "in its image"
    return names.count == 1
      ? "\(names[0]) is passed to \(service) and read \(place)"
      : "\(names.joined(separator: ", ")) are passed to \(service) and read \(place)"
  }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    let services = subject.services(like: service)
    guard !services.isEmpty else {
      return subject.without(service, otherwise: "no compose file has a service \(service)")
    }
    return services.map { check($0, subject) }.reduced
  }

  private func check(
    _ service: SubjectService, _ subject: GuaranteeSubject
  ) -> GuaranteeCheck {
    var check = GuaranteeCheck(
      violations: names.filter { !service.running.passes($0) }.map {
        GuaranteeViolation(
          "\($0) is not passed to \(service.name) in \(service.path)", at: service.running.place)
      })
    if subject.deployment == nil {
      // What people write into a deployment's file is theirs; upstream's value would take `.env` its say.
      check.violations += service.running.environment.filter { variable in
        names.contains(variable.name) && variable.value.map { !$0.written.contains("$") } ?? false
      }.map { variable in
        GuaranteeViolation(
          "\(variable.name) of \(service.name) in \(service.path) has a value that `.env` can't change",
          at: variable.place)
      }
    }
    let contents = subject.contents(of: service)
    let wanted = file.map { $0.inImage?.container ?? $0.text }
    let reads = contents.reads(of: names, in: wanted, with: subject.readings)
    // What is somebody else's alone has no files to look through.
    guard !contents.files.isEmpty || subject.deployment != nil else {
      check.violations.append(
        GuaranteeViolation(
          "the image of \(service.name) in \(service.path) is not one of upstream's, nor built here"
        ))
      return check
    }
    for name in names {
      if let read = reads[name] {
        check.evidence.append("\(name) is read at \(read)")
      } else if let gap = contents.gaps.first(where: \.mayHaveScripts) {
        check.unknown.append(
          "whether the image of service \(service.name) reads \(name): \(gap.reason)")
      } else {
        let folders = contents.folders.map { "\($0)/" }.joined(separator: " or ")
        check.violations.append(
          GuaranteeViolation(
            file.map { "\($0) does not read \(name)" } ?? "nothing in \(folders) reads \(name)",
            at: service.imagePlace))
      }
    }
    return check
  }
}

extension ImageContents {
  /// The largest file that is looked through; templates and scripts are far smaller.
  private static let limit = 1 << 20

  /// The first place where each of some variables is read.
  ///
  /// - Parameter wanted: the path in the container that counts alone; `nil` for all.
  fileprivate func reads(
    of names: [String], in wanted: String?, with readings: FileReadings
  ) -> [String: String] {
    var found: [String: String] = [:]
    var missing = names.map { (name: $0, bytes: Array($0.utf8)) }
    for (path, entry) in files.sorted(by: { $0.key < $1.key })
    where wanted.map({ $0 == path }) ?? true && entry.file.mode.isFile
      && entry.file.content.count <= Self.limit
    {
      guard !missing.isEmpty else { break }
      let content = entry.file.content
      // Few files have the name of one at all; the others needn't be parsed.
      guard missing.contains(where: { content.holds($0.bytes) }) else { continue }
      for read in readings.reads(content).reads where found[read.name] == nil {
        found[read.name] = "\(entry.origin.path):\(read.line)"
      }
      missing.removeAll { found[$0.name] != nil }
    }
    return found
  }
}

extension ImageContents.Gap {
  /// Whether templates and scripts may be among what can't be known: a container's data is elsewhere.
  fileprivate var mayHaveScripts: Bool {
    path.isEmpty || ["defaults", "etc", "usr"].contains(String(path.prefix { $0 != "/" }))
  }
}
