import Editing
import Findings
import GitKit
import PatchKit

/// The files that a deployment gets of a patched release: nothing referenced is missing, nothing unreferenced is there.
///
/// A file is taken when `include` matches it and it is a compose file; when a pattern without wildcards names it; when
/// a taken compose file mounts, builds, reads, extends or includes it; and when the patch set added it.
struct Closure {
  /// The files taken.
  private(set) var files = FileTree()
  /// What stands in the way: references to files that are not there though nothing else can bring them, files that
  /// cannot be read, links.
  private(set) var findings: [Finding] = []

  private let all: FileTree
  private let release: ReleaseName
  private var taken: Set<TreePath>
  /// Compose files that are yet to be looked into, with the folder that their paths count from.
  private var waiting: [Reader] = []
  private var seen: Set<Reader> = []

  /// A compose file and the folder that its paths count from: that of `docker-compose.yml` when it is named on the
  /// command line, its own when another file extends or includes it.
  private struct Reader: Hashable {
    let path: TreePath
    let folder: String
  }

  init(of workspace: Workspace, include: [Glob]) {
    all = workspace.files
    release = workspace.release
    let index = workspace.composeIndex
    let isIncluded = { (path: TreePath) in include.contains { $0.matches(path) } }
    let composePaths = index.paths.filter(isIncluded)
    taken = Set(composePaths)
    for path in all.paths {
      let isNamed = include.contains { $0.text == path.text }
      if isNamed || workspace.upstream[path] == nil || (isLinkedYAML(path) && isIncluded(path)) {
        taken.insert(path)
      }
    }
    for path in composePaths { look(into: path, from: "") }
    while let next = waiting.popLast() { follow(next, in: index) }
    for path in all.paths where !taken.contains(path) && isIncluded(path) {
      if let finding = unparsable(path) { findings.append(finding) }
    }
    findings += taken.sorted().compactMap { unsafe($0) }
    findings += all.paths.compactMap { path in
      isLost(path, workspace.upstream) ? editNotCarried(path) : nil
    }
    files = all.filter { [taken] path, _ in taken.contains(path) }
  }

  /// A link or a submodule where a compose file may have been: left behind, it would be missed.
  private func isLinkedYAML(_ path: TreePath) -> Bool {
    all[path]?.mode.isFile == false
      && (path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"))
  }

  /// Whether an operation edited a file that stays behind.
  private func isLost(_ path: TreePath, _ upstream: FileTree) -> Bool {
    !taken.contains(path) && all[path] != upstream[path]
  }

  private mutating func look(into path: TreePath, from folder: String) {
    let reader = Reader(path: path, folder: folder)
    if seen.insert(reader).inserted { waiting.append(reader) }
  }

  private mutating func follow(_ reader: Reader, in index: ComposeIndex) {
    guard let compose = index[reader.path] else {
      if let error = index.broken.first(where: { $0.path == reader.path })?.error {
        findings.append(unreadable(reader.path, error))
      } else if all[reader.path]?.mode.isFile == true {
        findings.append(unrecognised(reader.path))
      }
      return
    }
    let references: [ComposePath]
    do throws(EditingError) {
      references = try compose.localPaths()
    } catch {
      findings.append(unreadable(reader.path, error))
      return
    }
    for reference in references {
      let found = files(for: reference, from: reader.folder)
      taken.formUnion(found)
      if found.isEmpty, let finding = missing(reference, in: compose, at: reader.path) {
        findings.append(finding)
      }
      switch reference.use {
      case .extended, .included: for path in found { look(into: path, from: path.folder) }
      case .mount, .buildContext, .dockerfile, .environmentFile, .config: break
      }
    }
  }

  /// What a reference brings along: the file itself or what is in the folder. For a file of variables, which people
  /// make themselves, the example beside it.
  private func files(for reference: ComposePath, from base: String) -> [TreePath] {
    var folder = base
    if case .dockerfile(let context) = reference.use { folder += "/" + context }
    guard let path = LocalPath.resolve(reference.path, in: folder.isEmpty ? "" : "./" + folder)
    else {
      return []
    }
    let found = all[path] != nil ? [path] : Array(all.paths(below: path.text))
    guard found.isEmpty, case .environmentFile = reference.use else { return found }
    let example = path.folder.isEmpty ? "env.example" : "\(path.folder)/env.example"
    return (try? TreePath(example)).flatMap { all[$0] != nil ? [$0] : nil } ?? []
  }
}

extension Closure {
  /// A mount or a file of variables may be made later, by the container or by people; all else has to be there.
  private func missing(
    _ reference: ComposePath, in compose: ComposeFile, at path: TreePath
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
          .generated, path.text, release: release.reference, line: position.line,
          column: position.column, excerpt: compose.text.line(position.line - 1))
      ],
      advice: ["add the file with the patch set, or leave the compose file out of `include`"])
  }

  private func unreadable(_ path: TreePath, _ error: EditingError) -> Finding {
    let text = SourceText(all[path]?.content ?? [])
    let position = error.offset.map { text.position(at: $0) }
    return Finding(
      .fileNotReadable, "\(path) cannot be read: \(error.message)",
      places: [
        Place(
          .upstream, path.text, release: release.reference, line: position?.line,
          column: position?.column)
      ],
      advice: ["leave the file out of `include` if the deployment does not need it"])
  }

  /// A file that others include or extend, and that no operation on compose files has looked into.
  private func unrecognised(_ path: TreePath) -> Finding {
    Finding(
      .fileNotReadable,
      "\(path) is used by a compose file, and is none itself: it has no services, or its name does not end in .yml",
      places: [Place(.upstream, path.text, release: release.reference)],
      advice: ["leave the file that uses it out of `include` if the deployment does not need it"])
  }

  /// What cannot be parsed may be a compose file, and must not be left behind in silence.
  private func unparsable(_ path: TreePath) -> Finding? {
    guard path.folder.isEmpty, path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"),
      let file = all[path]
    else { return nil }
    do throws(EditingError) {
      _ = try YAMLDocument(SourceText(file.content))
      return nil
    } catch {
      return unreadable(path, error)
    }
  }

  private func editNotCarried(_ path: TreePath) -> Finding {
    Finding(
      .editNotCarried,
      "\(path) is edited, but no compose file of the deployment builds or mounts it",
      places: [Place(.generated, path.text, release: release.reference)],
      advice: ["build the image with `compose.build`, or leave the edit out of this variant"])
  }

  private func unsafe(_ path: TreePath) -> Finding? {
    guard let mode = all[path]?.mode, !mode.isFile else { return nil }
    return Finding(
      .unsafeTree,
      "\(path) is a \(mode == .symbolicLink ? "symbolic link" : "submodule"), which a deployment does not get",
      places: [Place(.upstream, path.text, release: release.reference)],
      advice: ["add a plain file in its place with `file.add`, or leave it out of `include`"])
  }
}
