import Glibc

/// The absolute path of something without links in it; of what is not there yet, by that of its folder.
///
/// - Returns: `nil` when the folder is not there either.
func realPath(_ path: String) -> String? {
  if let resolved = realpath(path, nil) {
    defer { free(resolved) }
    return String(cString: resolved)
  }
  let slash = path.utf8.lastIndex(of: Folder.slash)
  let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
  guard !name.isEmpty, let resolved = realpath(folder, nil) else { return nil }
  defer { free(resolved) }
  let start = String(cString: resolved)
  return start == "/" ? "/\(name)" : "\(start)/\(name)"
}
