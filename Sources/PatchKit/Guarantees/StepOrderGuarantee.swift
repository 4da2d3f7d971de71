import Editing
import GitKit

/// `step-order`.
package struct StepOrderGuarantee: Guarantee {
  private static let file = ManifestKey.path("file", "The Dockerfile.")
  private static let first = ManifestKey.text(
    "first", "The step that runs first: its text, or its first words.")
  private static let then = ManifestKey.text("then", "The step that runs later.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "step-order",
    summary: "One command of a Dockerfile runs before another; both are there exactly once.",
    fields: [file.field, first.field, then.field],
    example:
      "- step-order: {file: jibri/Dockerfile, first: /usr/bin/install-awscli, then: apt-cleanup}"
  )

  private let file: TreePath
  private let first: String
  private let then: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    first = try values[Self.first]
    then = try values[Self.then]
  }

  /// What is guaranteed.
  package var statement: String { "`\(first)` runs before `\(then)` in \(file)" }

  /// Whether people took out of a deployment what it is about.
  package func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(file) }

  /// Looks whether it is true of a result.
  package func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    guard let content = result.generated[file]?.content else {
      return GuaranteeCheck(violations: ["\(file) is not among the generated files"])
    }
    let text = SourceText(content)
    do throws(EditingError) {
      let dockerfile = try Dockerfile(text)
      let indices = (try dockerfile.stepIndex(of: first), try dockerfile.stepIndex(of: then))
      let lines = (line(indices.0, dockerfile), line(indices.1, dockerfile))
      let evidence = ["`\(first)` on line \(lines.0), `\(then)` on line \(lines.1)"]
      return GuaranteeCheck(violations: indices.0 < indices.1 ? [] : evidence, evidence: evidence)
    } catch {
      return GuaranteeCheck(violations: ["\(file): \(error.message)"])
    }
  }

  private func line(_ step: Int, _ dockerfile: Dockerfile) -> Int {
    dockerfile.text.lineNumber(at: dockerfile.runSteps[step].span.lowerBound)
  }
}
