import GitKit
import Glibc

/// A folder that is written as a whole: it is made beside the one that is there and takes its place, or nothing changes.
///
/// A list of its files lies in it: what else there is isn't ours, and stays.
struct OutputFolder {
  /// What is in the way.
  enum Problem: Error {
    case fileSystem(FileSystemError)
    /// Files of others are there; their paths in the folder, sorted.
    case holdsOthers([String])
  }

  /// A file to write.
  struct File {
    let path: TreePath
    let bytes: [UInt8]
  }

  private static let list = ".confomeet-upgrade"

  private let path: String
  private let parent: String
  private let name: String

  /// Names the folder, which may not be there yet.
  init(at path: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let slash = trimmed.utf8.lastIndex(of: Folder.slash)
    self.path = String(trimmed)
    name = String(slash.map { trimmed[trimmed.utf8.index(after: $0)...] } ?? trimmed)
    parent = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
  }

  /// Looks whether the folder can be written: nothing is there, or only what was written into it before.
  func check() throws(Problem) {
    guard !["", ".", ".."].contains(name), !name.utf8.contains(0) else {
      throw .fileSystem(FileSystemError(.badPath, .create, path))
    }
    let folder = try onFileSystem { () throws(FileSystemError) -> Folder? in
      try Folder.ifThere(at: parent)
    }
    if let folder { _ = try former(in: folder) }
  }

  /// Writes the files, for nobody else to read.
  func write(_ files: [File]) throws(Problem) {
    try check()
    let (folder, made) = try onFileSystem {
      () throws(FileSystemError) -> (folder: Folder, made: [String]) in
      try Folder.make(at: parent, observer: nil)
    }
    let draft = try onFileSystem { () throws(FileSystemError) -> String in
      try self.draft(in: folder)
    }
    do throws(Problem) {
      let old = try former(in: folder)
      try onFileSystem { () throws(FileSystemError) in
        try fill(draft, in: folder, files)
        if old == nil || old == [] {
          try folder.rename(draft, over: name)
        } else if try !folder.exchange(draft, with: name) {
          throw FileSystemError(.system(EOPNOTSUPP), .rename, path)
        }
      }
      // It is done; what can't be removed of the old one stays beside it.
      if let old { try? remove(draft, in: folder, old) }
    } catch {
      try? remove(draft, in: folder, files.map(\.path))
      for path in made.reversed() { rmdir(path) }
      throw error
    }
  }

  /// A name that nothing has: processes in containers have the same few numbers.
  private func draft(in folder: Folder) throws(FileSystemError) -> String {
    for attempt in 0..<100 {
      let draft = ".\(name).\(getpid()).\(attempt).partial"
      if try folder.entry(draft) == nil { return draft }
    }
    throw FileSystemError(.exists, .create, path)
  }

  /// What was written into the folder before; `nil` without a folder.
  private func former(in parent: Folder) throws(Problem) -> [TreePath]? {
    let (listing, known): (FolderListing, [TreePath])
    do throws(FileSystemError) {
      switch try parent.entry(name)?.kind {
      case nil: return nil
      case .link: throw FileSystemError(.isALink, .create, path)
      case .file, .other: throw FileSystemError(.notAFolder, .create, path)
      case .folder: break
      }
      let folder = try parent.folder(TreePath.named(name, at: path))
      listing = try folder.listing()
      known = try list(of: listing, in: folder)
    } catch {
      throw .fileSystem(error)
    }
    let own = Set(known.map(\.text) + [Self.list])
    let others = listing.entries.keys.map(\.text).filter { !own.contains($0) } + listing.unnamable
    guard others.isEmpty else { throw .holdsOthers(others.sorted()) }
    return known
  }

  private func list(
    of listing: FolderListing, in folder: Folder
  ) throws(FileSystemError) -> [TreePath] {
    guard let path = TreePath.optional(Self.list), listing.entries[path] != nil else { return [] }
    let text = String(decoding: try folder.file(at: path).content, as: UTF8.self)
    return text.split(separator: "\n").compactMap { TreePath.optional(String($0)) }
  }

  private func fill(
    _ draft: String, in folder: Folder, _ files: [File]
  ) throws(FileSystemError) {
    try folder.createFolder(draft, permissions: 0o700)
    for file in files {
      var parent = draft
      for name in file.path.components.dropLast() {
        parent += "/" + name
        try folder.createFolder(parent, permissions: 0o700)
      }
      try folder.create("\(draft)/\(file.path)", file.bytes, permissions: 0o600)
    }
    let list = files.map { "\($0.path)\n" }.sorted().joined()
    try folder.create("\(draft)/\(Self.list)", Array(list.utf8), permissions: 0o600)
  }

  /// Removes files, and the folders that are empty then.
  private func remove(
    _ draft: String, in folder: Folder, _ paths: [TreePath]
  ) throws(FileSystemError) {
    var folders: Set<String> = [draft]
    for path in paths {
      try folder.remove("\(draft)/\(path)")
      for parent in path.folders { folders.insert("\(draft)/\(parent)") }
    }
    try folder.remove("\(draft)/\(Self.list)")
    for path in folders.sorted().reversed() { try folder.removeFolder(path) }
  }

  private func onFileSystem<Value>(
    _ body: () throws(FileSystemError) -> Value
  ) throws(Problem) -> Value {
    do throws(FileSystemError) { return try body() } catch { throw .fileSystem(error) }
  }
}

extension TreePath {
  /// A name as a path.
  fileprivate static func named(
    _ name: String, at path: String
  ) throws(FileSystemError) -> TreePath {
    do throws(TreePathError) { return try TreePath(name) } catch {
      throw FileSystemError(.badPath, .create, path)
    }
  }
}
