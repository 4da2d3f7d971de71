import GitKit

/// The files of a deployment as they are, people's own included: what can be read of them.
struct DeploymentFiles {
  /// The files, by path from the deployment's folder.
  private(set) var files: [TreePath: FileTree.File] = [:]
  /// Links, devices, and files too large to be upstream's: they are not read.
  private(set) var others: [TreePath: FileEntry.Kind] = [:]
  /// What could not be read, or not be named, as text, sorted.
  private(set) var unseen: [String] = []
  /// The folders that are git repositories of their own, and were not looked into; sorted.
  private(set) var repositories: [TreePath] = []
  /// The number of files that are not looked into because there are too many.
  private(set) var leftOut = 0

  /// Upstream's largest file has some hundred kilobytes; a recording has more.
  private static let sizeLimit = 1 << 20
  /// The most files and bytes to read, and folders to look into.
  private static let countLimit = 20_000
  private static let totalLimit = 256 << 20
  private static let entryLimit = 200_000
  private static let levelLimit = 32

  /// Reads a deployment.
  ///
  /// Folders that this user must not read, as containers make them, are passed over; so are repositories inside, but for
  /// the one that files are generated in.
  ///
  /// - Parameters:
  ///   - directory: the folder that files are generated into.
  ///   - excluded: files of the tool, as the lock.
  init(
    of folder: Folder, directory: TreeFolder = .top, excluding excluded: Set<TreePath> = []
  ) throws(FileSystemError) {
    var waiting: [(path: String, level: Int)] = [("", 0)]
    var seen = 0
    var total = 0
    while let (path, level) = waiting.popLast() {
      var folders: [String] = []
      let names: [String]
      do throws(FileSystemError) {
        names = try folder.names(in: path).sorted()
      } catch {
        guard !path.isEmpty else { throw error }
        unseen.append(path + "/")
        continue
      }
      if names.contains(".git"), let place = TreePath.optional(path),
        directory.path?.isInside(path) != true
      {
        repositories.append(place)
        continue
      }
      for name in names where name != ".git" && name != Staging.folder {
        seen += 1
        let text = path.isEmpty ? name : path + "/" + name
        guard seen <= Self.entryLimit else {
          leftOut += 1
          continue
        }
        guard let place = try? TreePath(text), !text.unicodeScalars.contains("\u{FFFD}") else {
          unseen.append(text)
          continue
        }
        guard !excluded.contains(place), let entry = try? folder.entry(text) else { continue }
        switch entry.kind {
        case .folder where level < Self.levelLimit: folders.append(text)
        case .folder: unseen.append(text + "/")
        case .link, .other: others[place] = entry.kind
        case .file:
          guard entry.size <= Self.sizeLimit else {
            others[place] = entry.kind
            continue
          }
          total += entry.size
          guard files.count < Self.countLimit, total <= Self.totalLimit else {
            leftOut += 1
            continue
          }
          if let file = try? folder.file(at: place, limit: Self.sizeLimit) {
            files[place] = file
          } else {
            unseen.append(text)
          }
        }
      }
      waiting += folders.reversed().map { ($0, level + 1) }
    }
    unseen.sort()
    repositories.sort()
  }

  /// Whether a path, or a folder of it, is something else than a file or folder that can be read.
  func obstacle(at path: TreePath) -> TreePath? {
    if others[path] != nil { return path }
    return path.folders.first { others[$0] != nil || files[$0] != nil }
  }

  /// Whether there is a file below a folder.
  func hasFolder(_ folder: String) -> Bool {
    files.keys.contains { $0.isInside(folder) }
  }
}
