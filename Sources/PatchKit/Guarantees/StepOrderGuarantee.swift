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

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(file) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    guard let content = result.generated[file]?.content else {
      return GuaranteeCheck(violations: ["\(file) is not among the generated files"])
    }
    let text = SourceText(content)
    do throws(EditingError) {
      let steps = try Dockerfile(text).steps()
      let indices = (try steps.index(of: first), try steps.index(of: then))
      let line = { text.lineNumber(at: steps.all[$0].span.lowerBound) }
      let lines = (line(indices.0), line(indices.1))
      let evidence = ["`\(first)` on line \(lines.0), `\(then)` on line \(lines.1)"]
      return GuaranteeCheck(violations: indices.0 < indices.1 ? [] : evidence, evidence: evidence)
    } catch {
      return GuaranteeCheck(violations: ["\(file): \(error.message)"])
    }
  }
}
