import Editing
import Findings
import GitKit

/// `diff`.
package struct ApplyDiff: Operation {
  private static let file = ManifestKey.patchFile("file", "The unified diff in the patch's folder.")
  private static let base = ManifestKey.release("base", "The release that the diff was made on.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "diff",
    summary: "Applies a unified diff by three-way merge.",
    details: """
      The diff is applied to its base release, where it has to fit exactly, and what it changes there is merged with \
      what upstream changed since. For customisations that no other operation can state.
      """,
    fields: [file.field, base.field],
    example: "- diff: {file: files/gen-passwords.diff, base: stable-9364-1}"
  )

  /// Finds no places of its own: the diff says where.
  package static let defaultExpectation: Expectation? = nil

  private let diff: UnifiedDiff
  private let base: ReleaseName

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    let file = try values[Self.file]
    let text = SourceText(file.file.content)
    do {
      diff = try UnifiedDiff(text)
    } catch {
      let position = error.offset.map { text.position(at: $0) }
      throw ManifestError(
        invalid: "\(file.path) is no unified diff: \(error.message)",
        at: values.place(of: Self.file),
        evidence: position.map { ["line \($0.line), column \($0.column) of \(file.path)"] } ?? [])
    }
    guard let base = ReleaseName(try values[Self.base]) else {
      throw ManifestError(invalid: "`base` names no release", at: values.place(of: Self.base))
    }
    self.base = base
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    var effects: [Effect] = []
    for change in diff.files {
      effects.append(try apply(change, base: base, to: &workspace))
    }
    return effects
  }
}
