import Editing
import Findings
import GitKit
import PatchKit
package import Reports

/// One patch tried: what it changes in the generated files, and what becomes of it at each release.
package enum PatchTry {
  /// Tries a patch of the set.
  ///
  /// - Parameters:
  ///   - id: the patch, which is there.
  ///   - range: the releases; what changes is shown at the last.
  ///   - progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be read.
  package static func run(
    _ id: String, _ range: ReleaseRange, with sources: Sources, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> ReportedTry {
    let matrix = try Matrix.run(
      Matrix.Options(range: range, row: id), with: sources, toolVersion: toolVersion,
      progress: progress)
    let upstream = try sources.openUpstream()
    guard let release = try upstream.releases(in: range).last,
      let index = sources.patchSet.patches.firstIndex(where: { $0.id == id })
    else { return ReportedTry(release: "", files: [], elsewhere: [], matrix: matrix) }
    progress(.generate)
    let files = try upstream.files(of: release)
    let generator = sources.generator(upstream)
    let (stages, generated) = try upstream.withHistory { () throws(UpgradeFailure) in
      (
        generator.stages(of: release, from: files),
        generator.generation(of: release, from: files).tree
      )
    }
    let (before, after) = (stages[index], stages[index + 1])
    let changed = Set(before.paths + after.paths).sorted().filter { before[$0] != after[$0] }
    return ReportedTry(
      release: release.name.reference,
      files: changed.map { path in
        ReportedTry.File(
          path: path.text,
          diff: (try? TextDiff.unified(
            old: before[path]?.content, new: after[path]?.content, path: path.text)) ?? "")
      },
      elsewhere: changed.filter { after[$0] != nil && generated[$0] == nil }.map(\.text),
      matrix: matrix)
  }
}
