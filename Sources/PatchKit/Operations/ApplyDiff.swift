import Editing
import Findings
import GitKit

/// `diff`.
struct ApplyDiff: Operation {
  static let kind = Kind<any Operation>(
    "diff",
    summary: "Applies a unified diff by three-way merge.",
    details: """
      The diff is applied to its base release, where it has to fit exactly, and what it changes there is merged with \
      what upstream changed since. One that `git diff` printed in the deployment will do as it is: paths may begin with \
      the deployment's folder, and where it has lines of other patches in it, its old lines have to be in the file as \
      those patches leave it, once and to the letter. For customisations that no other operation can state.
      """,
    example: "- diff: {file: files/gen-passwords.diff, base: stable-9364-1}",
    Key("file", .diff, "The unified diff in the patch's folder."),
    Key("base", .release, "The release that the diff was made on."),
    make: Self.init)

  let diff: UnifiedDiff
  let base: ReleaseName

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    var effects: [Effect] = []
    for change in diff.files {
      effects.append(try apply(change, base: base, to: &workspace))
    }
    return effects
  }
}

extension ValueKind where Value == UnifiedDiff {
  /// The path of a unified diff in the patch's folder.
  fileprivate static let diff = ValueKind<PatchFile>.patchFile.refined { file throws(Refusal) in
    let text = SourceText(file.file.content)
    do throws(EditingError) {
      return try UnifiedDiff(text)
    } catch {
      let position = error.offset.map { text.position(at: $0) }
      throw Refusal(
        "\(file.path) is no unified diff: \(error.message)",
        evidence: position.map { ["line \($0.line), column \($0.column) of \(file.path)"] } ?? [])
    }
  }
}
