import Editing
import GitKit

/// `step-order`.
struct StepOrderGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "step-order",
    summary: "One command of a Dockerfile runs before another; both are there exactly once.",
    example:
      "- step-order: {file: jibri/Dockerfile, first: /usr/bin/install-awscli, then: apt-cleanup}",
    Key("file", .path, "The Dockerfile."),
    Key("first", .text, "The step that runs first: its text, or its first words."),
    Key("then", .text, "The step that runs later."),
    make: Self.init)

  let file: TreePath
  let first: String
  let then: String

  var statement: String { "`\(first)` runs before `\(then)` in \(file)" }

  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck {
    guard let deployment = subject.deployment,
      let services = subject.services(builtOf: file.folder)
    else {
      guard case .file(let found) = subject.found(file) else {
        guard subject.deployment == nil else { return .moot("\(file) builds nothing") }
        return GuaranteeCheck(violations: [
          GuaranteeViolation("\(file) is not among the generated files")
        ])
      }
      return check(found.content, at: subject.place(of: file))
    }
    guard !services.isEmpty else {
      return subject.without(imageIn: file.folder)
    }
    return services.map { check($0, deployment.files) }.reduced
  }

  private func check(_ service: SubjectService, _ files: LocalFiles) -> GuaranteeCheck {
    guard let context = service.context else {
      if case .known(let upstream?) = service.image.upstream {
        return GuaranteeCheck(violations: [
          GuaranteeViolation(
            "service \(service.name) runs upstream's image \(upstream.name), which isn't built here",
            at: service.imagePlace)
        ])
      }
      return GuaranteeCheck(unknown: ["the image of service \(service.name) isn't built here"])
    }
    guard case .file(let file) = files[context.dockerfile] else {
      return GuaranteeCheck(violations: [
        GuaranteeViolation("\(context.dockerfile) is missing", at: service.imagePlace)
      ])
    }
    return check(file.content, at: context.dockerfile)
  }

  private func check(_ content: [UInt8], at path: TreePath) -> GuaranteeCheck {
    let text = SourceText(content)
    do throws(EditingError) {
      let steps = try Dockerfile(text).steps()
      let indices = (try steps.index(of: first), try steps.index(of: then))
      let offset = { steps.all[$0].span.lowerBound }
      let offsets = (offset(indices.0), offset(indices.1))
      let evidence =
        "`\(first)` on line \(text.lineNumber(at: offsets.0)), `\(then)` on line \(text.lineNumber(at: offsets.1))"
      return GuaranteeCheck(
        violations: indices.0 < indices.1
          ? [] : [GuaranteeViolation(evidence, at: SourcePlace(path, offsets.0))],
        evidence: [evidence])
    } catch {
      return GuaranteeCheck(violations: [
        GuaranteeViolation("\(path): \(error.message)", at: SourcePlace(path, error.offset ?? 0))
      ])
    }
  }
}
