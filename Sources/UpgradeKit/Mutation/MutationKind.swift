import GitKit

/// A kind of change that upstream makes.
struct MutationKind: Sendable {
  /// Its name in reports.
  let name: String
  /// Makes one; `nil` where the files have no place for it.
  let make:
    @Sendable (FileTree, MutationTargets, inout MutationRandom) -> (
      what: String, files: FileTree, names: MutationNames
    )?

  /// Makes one; `nil` where the files have no place for it, or nothing would change.
  func mutation(
    of files: FileTree, _ targets: MutationTargets, _ random: inout MutationRandom
  ) -> Mutation? {
    guard let made = make(files, targets, &random), made.files != files else { return nil }
    return Mutation(kind: name, what: made.what, files: made.files, names: made.names)
  }

  /// All kinds; each is drawn as often as any other.
  static let all = compose + environment + images + starts + templates
}

extension FileTree {
  /// The compose files: upstream has them at the top.
  var composePaths: [TreePath] {
    paths.filter {
      $0.components.count == 1 && ($0.text.hasSuffix(".yml") || $0.text.hasSuffix(".yaml"))
        && self[$0]?.mode.isFile == true
    }
  }

  /// A file's lines.
  func lines(_ path: TreePath) -> MutationLines? {
    self[path].flatMap { $0.mode.isFile ? MutationLines($0.content) : nil }
  }

  /// The files with other lines in one of them.
  func with(_ lines: MutationLines, at path: TreePath) -> FileTree {
    var files = self
    files[path] = FileTree.File(mode: self[path]?.mode ?? .regular, content: lines.content)
    return files
  }

  /// The files with one at another path.
  func moving(_ old: TreePath, to new: TreePath) -> FileTree {
    var files = self
    (files[new], files[old]) = (self[old], nil)
    return files
  }

  /// The files below a folder at other paths.
  func moving(below old: String, to new: String) -> FileTree {
    var files = self
    for path in paths(below: old) {
      let rest = path.text.dropFirst(old.count)
      guard let target = TreePath.optional(new + rest) else { continue }
      (files[target], files[path]) = (self[path], nil)
    }
    return files
  }

  /// The files with a word in another's place in some of them.
  func replacing(
    word old: String, with new: String, in wanted: (TreePath) -> Bool
  ) -> FileTree {
    let (needle, replacement) = (Array(old.utf8), new)
    var files = self
    for path in paths where wanted(path) && self[path]?.mode.isFile == true {
      guard let content = self[path]?.content, content.firstRange(of: needle) != nil,
        var lines = lines(path), lines.replace(word: old, with: replacement)
      else { continue }
      files = files.with(lines, at: path)
    }
    return files
  }
}
