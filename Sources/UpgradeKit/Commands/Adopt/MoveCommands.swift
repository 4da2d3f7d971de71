import Findings
import GitKit
import PatchKit

/// The commands that bring files to where they are generated, to be run in the deployment's folder.
struct MoveCommands {
  let deployment: DeploymentFiles
  /// The deployment's folder.
  let root: Folder
  /// What git has to know of the move.
  let workTrees: WorkTrees
  /// Files and folders that have their place: the lock, the patch set.
  let fixed: [TreePath]
  /// What Compose needs beside the files of a folder.
  let needs: (TreeFolder) throws(UpgradeFailure) -> FolderNeeds

  /// How files get from one folder into another: all together, or not at all.
  enum Advice {
    /// What to do, in order.
    case move([String])
    /// Why they had better stay.
    case stay(String)
  }

  /// How one file gets to another place.
  func advice(_ path: TreePath, to place: TreePath) throws(UpgradeFailure) -> [String] {
    let command = try commands([path.text], to: place.text)
    return [sentence([makingFolder(place.folder)] + command)]
  }

  /// How files get from one folder into another, with all that Compose needs there.
  func advice(
    _ paths: [TreePath], from folder: TreeFolder, to other: TreeFolder
  ) throws(UpgradeFailure) -> Advice {
    let needs = try needs(folder)
    if let problem = needs.problem {
      return .stay("what Compose needs there can't be told: \(problem)")
    }
    // A folder that gets another name beside itself keeps all that its paths lead to.
    let isRenamed =
      other.path.map { other in
        folder.path.map { $0.folder == other.folder } == true && !deployment.hasFolder(other.text)
      } ?? false
    if let file = needs.projectFilesOutside.first {
      return .stay("`\(file)` names files that are there")
    }
    if !isRenamed, let path = needs.outside.first {
      return .stay(
        path == "." ? "the folder as a whole is mounted or built" : "`\(path)` is named from there")
    }
    if let path = folder.path, let target = other.path, !deployment.hasFolder(target.text),
      !target.isInside(path.text)
    {
      let command = try commands([path.text], to: target.text)
      return .move([sentence([makingFolder(target.folder)] + command)] + naming(needs, folder))
    }
    let depth = folder.path?.components.count ?? 0
    var wanted = Set(paths)
    for path in needs.paths where try isThere(path) { wanted.insert(path) }
    let entries = Set(wanted.map { $0.components.prefix(depth + 1).joined(separator: "/") })
    for entry in entries.sorted() {
      if let path = fixed.first(where: { $0.isInside(entry) }) {
        return .stay("`\(entry)`, which is needed there, has `\(path)` in it")
      }
      let name = entry.utf8.dropFirst(depth == 0 ? 0 : folder.text.utf8.count + 1)
      if let place = other.entry(String(Substring(name))), try isThere(place) {
        return .stay("`\(place)` is there already")
      }
      if let path = other.path, path.isInside(entry) {
        return .stay("`\(entry)`, which is needed there, has `\(path)` in it")
      }
    }
    let command = try commands(entries.sorted(), to: other.description + "/")
    return .move(
      [sentence([makingFolder(other.text)] + command)]
        + (try exposed(entries.sorted(), from: folder, to: other)) + naming(needs, folder))
  }

  /// What git ignores, `.env` above all, and would no longer ignore.
  private func exposed(
    _ entries: [String], from folder: TreeFolder, to other: TreeFolder
  ) throws(UpgradeFailure) -> [String] {
    var found: [String] = []
    for path in entries.compactMap(TreePath.optional) {
      let place = other.appending(path.below(folder))
      guard try isIgnored(path), try !isIgnored(place) else { continue }
      found.append(
        "git ignores `\(path)`, and would not ignore `\(place)`: add that to `.gitignore` first")
    }
    return found
  }

  private func isIgnored(_ path: TreePath) throws(UpgradeFailure) -> Bool {
    try onGit { () throws(GitError) in
      var isIgnored = false
      try workTrees.forEach(of: [path]) { (repository, places) throws(GitError) in
        for place in places.keys { isIgnored = try repository.isIgnored(place) }
      }
      return isIgnored
    }
  }

  private func onGit<Value>(
    _ body: () throws(GitError) -> Value
  ) throws(UpgradeFailure) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
  }

  private func isThere(_ path: TreePath) throws(UpgradeFailure) -> Bool {
    do throws(FileSystemError) {
      return try root.entry(at: path) != nil
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// Git moves what it tracks; other files, as `.env`, it would refuse.
  private func commands(
    _ entries: [String], to place: String
  ) throws(UpgradeFailure) -> [String] {
    let tracked = try onGit { () throws(GitError) in
      var tracked: Set<TreePath> = []
      try workTrees.forEach(of: entries.compactMap(TreePath.optional)) {
        (repository, places) throws(GitError) in
        for path in try repository.tracked(Array(places.keys)) {
          if let own = places[path] { tracked.insert(own) }
        }
      }
      return tracked
    }
    let isTracked = { (entry: String) in TreePath.optional(entry).map(tracked.contains) ?? false }
    return [("git mv", entries.filter(isTracked)), ("mv", entries.filter { !isTracked($0) })]
      .filter { !$0.1.isEmpty }
      .map { ShellWord.moving($0.1, to: place, by: $0.0) }
  }

  private func sentence(_ commands: [String?]) -> String {
    "in the deployment's folder: `\(commands.compactMap(\.self).joined(separator: " && "))`; then run again"
  }

  /// The command that makes a folder; `nil` when it is there.
  private func makingFolder(_ path: String) -> String? {
    path.isEmpty || deployment.hasFolder(path) ? nil : ShellWord.makingFolder(path)
  }

  private func naming(_ needs: FolderNeeds, _ folder: TreeFolder) -> [String] {
    guard needs.isNamedByFolder else { return [] }
    return [
      "Compose names the project by its folder: run `docker compose down` in \(folder.path.map { "`\($0)`" } ?? "the top folder") before the move"
    ]
  }
}
