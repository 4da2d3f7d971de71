import Findings
import GitKit
import PatchKit
import Reports

/// What becomes of the patches at one release, or at a commit as if it were that release.
struct MatrixTrial: Sendable {
  let generator: Generator

  /// A cell for each patch, and one more for what stands in the way of no patch in particular.
  func cells(of release: Release, files: FileTree) -> [MatrixCell] {
    let set = generator.patchSet
    if let since = set.upstream.since, release.name < since {
      return Array(repeating: MatrixCell(.unsupported), count: set.patches.count + 1)
    }
    let generation = generator.generation(of: release, from: files)
    var others = generation.conflicts
    var cells: [MatrixCell] = []
    for outcome in generation.patches {
      let findings =
        outcome.conflicts
        + generation.guarantees.filter { $0.patch == outcome.patch.id }
        .compactMap { $0.finding(release: release.name) }
      others.removeAll { findings.contains($0) }
      cells.append(Self.cell(outcome, release.name, findings))
    }
    return cells + [MatrixCell(others.isEmpty ? .applied : .conflict, findings: others)]
  }

  private static func cell(
    _ outcome: PatchOutcome, _ release: ReleaseName, _ findings: [Finding]
  ) -> MatrixCell {
    let patch = outcome.patch
    if let since = patch.since, release < since {
      return MatrixCell(.unsupported)
    }
    let variant = patch.variants.count > 1 ? outcome.variant?.name : nil
    guard findings.isEmpty else {
      return MatrixCell(.conflict, variant: variant, findings: findings)
    }
    let effects = outcome.operations.flatMap(\.outcome.effects)
    let isThere = effects.allSatisfy(\.changed.isEmpty)
    let isMoved = effects.contains { $0.movedFrom != nil }
    return MatrixCell(isThere ? .already : isMoved ? .moved : .applied, variant: variant)
  }
}
