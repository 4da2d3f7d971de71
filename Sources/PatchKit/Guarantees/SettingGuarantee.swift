import Editing
import GitKit

/// `setting`.
struct SettingGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "setting",
    summary: "A setting has a value in the file that the container renders from a template.",
    details: """
      The container's environment is what the compose file makes of `.env`; the template's conditions and the value \
      are worked out with it. A template that none of the start scripts renders any more is no setting. Either `equals` or `unset: true` has to be given.
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
    let contents = subject.contents(of: service)
    let entry: ImageContents.Entry
    switch contents.file(at: file.inImage?.container ?? file.text) {
    case .known(let found?): entry = found
    case .unknown(let reason) where subject.deployment != nil:
      return GuaranteeCheck(unknown: ["the files of service \(service.name): \(reason)"])
    case .known(nil), .unknown:
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "\(file) is not in the image of \(service.name) in \(service.path)",
          at: service.imagePlace)
      ])
    }
    if let script = contents.scriptRenderingOthers(than: file.inImage?.container ?? file.text) {
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "no start script of \(service.name) renders \(file) any more; \(script.path) renders others",
          at: script.entry?.origin.place)
      ])
    }
    switch contents.renderer {
    case .known(let dialect): return check(entry, in: service, by: dialect, subject)
    case .unknown(let reason):
      // Where all versions make the same of the file, it doesn't matter which one it is.
      let checks = TemplateDialect.all.map { check(entry, in: service, by: $0, subject) }
      guard let first = checks.first, checks.dropFirst().contains(where: { $0 != first }) else {
        return checks.first ?? GuaranteeCheck(unknown: [reason])
      }
      let sentence = "what \(entry.origin.path) comes to: \(reason)"
      return subject.deployment == nil
        ? GuaranteeCheck(violations: [
          GuaranteeViolation(sentence, at: entry.origin.place ?? service.imagePlace)
        ]) : GuaranteeCheck(unknown: [sentence])
    }
  }

  private func check(
    _ entry: ImageContents.Entry, in service: SubjectService, by dialect: TemplateDialect,
    _ subject: GuaranteeSubject
  ) -> GuaranteeCheck {
    do throws(EditingError) {
      let value = try subject.readings.braces(entry.file.content).value(
        of: BracePath(path), environment: try service.running.environment(variables),
        dialect: dialect)
      let isExpected = value == expected
      // A person's own value is not shown.
      let shown =
        subject.deployment == nil || isExpected ? value.map { "`\($0)`" } : "another value"
      let evidence = "\(path) comes to \(shown ?? "nothing")"
      return GuaranteeCheck(
        violations: isExpected
          ? [] : [GuaranteeViolation(evidence, at: entry.origin.place ?? service.running.place)],
        evidence: [evidence])
    } catch {
      let text = SourceText(entry.file.content)
      let line = error.offset.map { ":\(text.lineNumber(at: $0))" } ?? ""
      return GuaranteeCheck(violations: [
        GuaranteeViolation(
          "\(entry.origin.path)\(line): \(error.message)", at: entry.origin.place)
      ])
    }
  }
}

extension ImageContents {
  /// A start script that renders templates, where none renders one of them; `nil` where one does, or none can be told.
  fileprivate func scriptRenderingOthers(than path: String) -> StartScripts.Script? {
    guard case .known(let start) = StartScripts.of(self) else { return nil }
    let renderers = start.scripts.filter { script in
      script.entry?.file.content.holds(Array("tpl /".utf8)) ?? false
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let isNamed = renderers.contains { script in
      let content = script.entry?.file.content ?? []
      return content.names(Array("/\(path)".utf8)) || content.holds(Array("/\(folder)/*".utf8))
        || content.holds(Array("/\(folder)/$".utf8))
    }
    return isNamed ? nil : renderers.first
  }
}

extension [UInt8] {
  /// Whether a path stands there, and not the beginning of another one.
  fileprivate func names(_ path: [UInt8]) -> Bool {
    var rest = self[...]
    while let range = rest.firstRange(of: path) {
      let next = range.upperBound < endIndex ? self[range.upperBound] : 0x20
      let isPart =
        next == UInt8(ascii: ".") || next == UInt8(ascii: "-") || next == UInt8(ascii: "_")
        || next == UInt8(ascii: "/") || (0x30...0x39).contains(next)
        || (0x41...0x5A).contains(next & 0xDF)
      if !isPart { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
