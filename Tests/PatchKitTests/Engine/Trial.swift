import Findings
import GitKit
import PatchKit
import Testing

/// One patch tried on one small upstream, through manifests as people write them.
struct Trial {
  /// The outcome of the patch.
  let outcome: PatchOutcome
  /// The files afterwards.
  let workspace: Workspace

  /// Reads a patch from the body of its manifest and applies it.
  ///
  /// - Parameters:
  ///   - body: the manifest from the line behind `reason:` on.
  ///   - upstream: texts by path; a path that ends with `*` gets the run bit, and loses the star.
  ///   - own: the files beside the manifest.
  ///   - folder: the deployment's folder.
  init(
    _ body: String, on upstream: [String: String], own: [String: String] = [:],
    release: String = "stable-9364-1", history: any UpstreamHistory = NoHistory(),
    folder: String = "."
  ) throws {
    var workspace = Workspace(
      release: try #require(ReleaseName(release)), upstream: try tree(upstream), history: history,
      folder: try TreeFolder(folder))
    outcome = try patch(body, own: own).apply(to: &workspace)
    self.workspace = workspace
  }

  /// A file's text.
  func text(_ path: String) throws -> String? {
    workspace.files[try TreePath(path)].map { String(decoding: $0.content, as: UTF8.self) }
  }

  /// What became of each operation, in order, in one word.
  var words: [String] { outcome.operations.map(\.outcome.word) }

  /// The findings that stand in the way, as people see them.
  var conflicts: String { PatchKitTests.text(of: outcome.conflicts) }

  /// The findings that only tell, as people see them.
  var notes: String { PatchKitTests.text(of: outcome.notes) }

  /// What became of each operation when the patch is applied once more to its own result, in one word, and whether
  /// that changed nothing.
  func again() -> (words: [String], isUnchanged: Bool) {
    var second = workspace
    let outcome = self.outcome.patch.apply(to: &second)
    return (outcome.operations.map(\.outcome.word), second.files == workspace.files)
  }
}

extension OperationOutcome {
  /// `applied`, `already` or `conflict`.
  var word: String {
    switch self {
    case .applied: "applied"
    case .already: "already"
    case .conflict: "conflict"
    }
  }
}

/// A tree of texts; a path that ends with `*` gets the run bit, and loses the star.
func tree(_ texts: [String: String]) throws -> FileTree {
  var tree = FileTree()
  for (path, text) in texts {
    let isExecutable = path.hasSuffix("*")
    tree[try TreePath(isExecutable ? String(path.dropLast()) : path)] = FileTree.File(
      mode: isExecutable ? .executable : .regular, content: Array(text.utf8))
  }
  return tree
}

/// The patch `trial` of a patch set that has nothing else.
///
/// The body begins on line 4 of its manifest.
func patch(_ body: String, own: [String: String] = [:]) throws -> Patch {
  let set = try PatchSet.read(try patchSet(of: body, own: own), vocabulary: .standard)
  return try #require(set.patches.first)
}

/// What is wrong with the manifest of a patch, as people see it.
func problems(with body: String, own: [String: String] = [:]) throws -> String {
  text(of: problems(of: try patchSet(of: body, own: own), vocabulary: .standard))
}

private func patchSet(of body: String, own: [String: String]) throws -> FileTree {
  var texts = own.reduce(into: [:]) { $0["trial/\($1.key)"] = $1.value }
  texts["patchset.yaml"] = """
    format: 1
    name: trials
    upstream: {url: "https://git.example/upstream.git", releases: "stable-*"}
    deployment: {directory: confomeet, include: ["**"]}
    patches: [trial]
    """
  texts["trial/patch.yaml"] = "id: trial\ntitle: A trial\nreason: To show it.\n\(body)\n"
  return try tree(texts)
}

/// A history in which files were moved, and older releases had other texts.
struct TrialHistory: UpstreamHistory {
  var moves: [String: String] = [:]
  var releases: [String: [String: String]] = [:]

  func destination(of path: TreePath) -> TreePath? {
    moves[path.text].flatMap { try? TreePath($0) }
  }

  func file(_ path: TreePath, at release: ReleaseName) -> FileTree.File? {
    releases[release.description]?[path.text].map { FileTree.File(content: Array($0.utf8)) }
  }
}
