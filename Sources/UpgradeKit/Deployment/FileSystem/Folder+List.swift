package import GitKit
import Glibc

/// Everything below a folder.
package struct FolderListing: Sendable, Hashable {
  /// Files, links and others by path; folders are not listed for themselves.
  package internal(set) var entries: [TreePath: FileEntry] = [:]
  /// Paths that cannot be named in a tree (control characters, backslashes, `.git`, not UTF-8), as printable text, sorted.
  package internal(set) var unnamable: [String] = []

  /// The paths of the entries, sorted.
  package var paths: [TreePath] { entries.keys.sorted() }
}

extension Folder {
  /// The most entries that are listed, and the deepest level.
  static let entryLimit = 100_000
  static let levelLimit = 64

  /// Lists everything below this folder; links are listed and not followed, `.git` is left alone.
  ///
  /// - Throws: ``FileSystemError``: `tooLarge` beyond 100,000 entries or 64 levels.
  package func listing() throws(FileSystemError) -> FolderListing {
    var listing = FolderListing()
    var waiting = [""]
    var seen = 0
    while let folder = waiting.popLast() {
      for name in try names(in: folder) {
        seen += 1
        guard seen <= Self.entryLimit else {
          throw FileSystemError(.tooLarge(limit: Self.entryLimit), .list, display(folder))
        }
        let text = folder.isEmpty ? name : folder + "/" + name
        guard let path = try? TreePath(text), !text.unicodeScalars.contains("\u{FFFD}") else {
          listing.unnamable.append(text.debugDescription)
          continue
        }
        // It may be gone by now; then it need not be listed.
        guard let entry = try entry(text) else { continue }
        guard entry.kind == .folder else {
          listing.entries[path] = entry
          continue
        }
        guard path.components.count < Self.levelLimit else {
          throw FileSystemError(.tooLarge(limit: Self.levelLimit), .list, display(text))
        }
        waiting.append(text)
      }
    }
    listing.unnamable.sort()
    return listing
  }

  /// All files below this folder, with their bytes.
  ///
  /// - Throws: ``FileSystemError``: `isALink`, `notAFile` or `badPath` for entries that cannot be in a tree of files.
  package func tree() throws(FileSystemError) -> FileTree {
    let listing = try listing()
    if let path = listing.unnamable.first {
      throw FileSystemError(.badPath, .read, display(path))
    }
    var files: [TreePath: FileTree.File] = [:]
    files.reserveCapacity(listing.entries.count)
    for path in listing.paths {
      files[path] = try file(at: path)
    }
    return FileTree(files)
  }

  /// The names in a folder, without `.` and `..`, in no order; bytes that are not UTF-8 are replaced by U+FFFD.
  func names(in path: String) throws(FileSystemError) -> [String] {
    try observer?.willPerform(.list, at: path)
    let folder = try descend(to: path[...], .list)
    // A stream owns its descriptor, and moves its offset: it gets one of its own.
    let raw = folder.withRaw { folder in
      retrying { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }
    guard raw >= 0 else { throw failure(.list, path) }
    guard let stream = fdopendir(raw) else {
      let error = failure(.list, path)
      close(raw)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw failure(.list, path) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }
}
