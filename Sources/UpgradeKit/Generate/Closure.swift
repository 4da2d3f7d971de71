import Editing
import GitKit
import PatchKit
import ReportKit

/// The files that a deployment gets of a patched release: nothing referenced is missing, nothing unreferenced is there.
///
/// A file is taken when `include` matches it and it is a compose file; when a pattern without wildcards names it; when
/// a taken compose file mounts, builds or reads it; and when the patch set added it.
struct Closure {
  /// The files taken.
  let files: FileTree
  /// References to files that are not there though nothing else can bring them.
  let findings: [Finding]

  init(of workspace: Workspace, include: [Glob]) {
    let all = workspace.files
    let index = workspace.composeIndex
    let composePaths = index.paths.filter { path in include.contains { $0.matches(path) } }
    var taken = Set(composePaths)
    for path in all.paths where include.contains(where: { $0.text == path.text }) {
      taken.insert(path)
    }
    for path in all.paths where workspace.upstream[path] == nil { taken.insert(path) }
    var findings = index.broken.filter { composePaths.contains($0.path) }.map { path, error in
      Self.unreadable(path, error, all, release: workspace.release)
    }
    for path in composePaths {
      guard let compose = index[path] else { continue }
      for reference in compose.localPaths() {
        let found = Self.files(for: reference, in: all)
        taken.formUnion(found)
        if found.isEmpty,
          let finding = Self.missing(reference, in: compose, at: path, release: workspace.release)
        {
          findings.append(finding)
        }
      }
    }
    findings += taken.sorted().compactMap { Self.unsafe($0, all, release: workspace.release) }
    files = all.filter { path, _ in taken.contains(path) }
    self.findings = findings
  }

  /// What a reference brings along: the file itself or what is in the folder. For a file of variables, which people
  /// make themselves, the example beside it.
  private static func files(for reference: ComposePath, in all: FileTree) -> [TreePath] {
    let context: String
    switch reference.use {
    case .dockerfile(let folder): context = folder
    case .mount, .buildContext, .environmentFile, .config, .extended, .included: context = ""
    }
    guard let path = LocalPath.resolve(reference.path, in: context) else { return [] }
    let found = all[path] != nil ? [path] : Array(all.paths(below: path.text))
    guard found.isEmpty, case .environmentFile = reference.use else { return found }
    let example = path.folder.isEmpty ? "env.example" : "\(path.folder)/env.example"
    return (try? TreePath(example)).flatMap { all[$0] != nil ? [$0] : nil } ?? []
  }

  /// A mount or a file of variables may be made later, by the container or by people; all else has to be there.
  private static func missing(
    _ reference: ComposePath, in compose: ComposeFile, at path: TreePath, release: ReleaseName
  ) -> Finding? {
    switch reference.use {
    case .mount, .environmentFile: return nil
    case .buildContext, .dockerfile, .config, .extended, .included: break
    }
    let position = compose.text.position(at: reference.span.lowerBound)
    return Finding(
      .referencedFileMissing,
      "\(path) refers to \(reference.path), which the generated tree does not have",
      places: [
        Place(
          .generated, path.text, release: release.description, line: position.line,
          column: position.column, excerpt: compose.text.line(position.line - 1))
      ],
      advice: ["add the file with the patch set, or leave the compose file out of `include`"])
  }

  private static func unreadable(
    _ path: TreePath, _ error: EditingError, _ all: FileTree, release: ReleaseName
  ) -> Finding {
    let text = SourceText(all[path]?.content ?? [])
    let position = error.offset.map { text.position(at: $0) }
    return Finding(
      .fileNotReadable, "\(path) cannot be read: \(error.message)",
      places: [
        Place(
          .upstream, path.text, release: release.description, line: position?.line,
          column: position?.column)
      ],
      advice: ["leave the file out of `include` if the deployment does not need it"])
  }

  private static func unsafe(_ path: TreePath, _ all: FileTree, release: ReleaseName) -> Finding? {
    guard let mode = all[path]?.mode, !mode.isFile else { return nil }
    return Finding(
      .unsafeTree,
      "\(path) is a \(mode == .symbolicLink ? "symbolic link" : "submodule"), which a deployment does not get",
      places: [Place(.upstream, path.text, release: release.description)],
      advice: ["add a plain file in its place with `file.add`, or leave it out of `include`"])
  }
}
