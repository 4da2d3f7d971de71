import Glibc

/// Removes a folder with all that is in it; symbolic links are not followed. What can't be removed stays.
func removeFolder(_ path: String) {
  // Another thread may still be writing into it: what came in meanwhile goes in the next round.
  for _ in 0..<3 {
    for name in (try? listFolder(path)) ?? [] {
      let entry = path + "/" + name
      var status = stat()
      guard lstat(entry, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { removeFolder(entry) } else { unlink(entry) }
    }
    if rmdir(path) == 0 || errno == ENOENT { return }
  }
}

/// The names in a folder, without `.` and `..`.
func listFolder(_ path: String) throws(GitError) -> [String] {
  guard let stream = opendir(path) else { throw .io("list the folder `\(path)`") }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}

/// Makes a folder and those above it that are not there.
func makeFolder(_ path: String) throws(GitError) {
  var folder = path.hasPrefix("/") ? "/" : ""
  for name in path.split(separator: "/") {
    folder += name + "/"
    guard mkdir(folder, 0o777) != 0, errno != EEXIST else { continue }
    throw .io("make the folder `\(path)`")
  }
}

/// The text of a file of the system's or of a repository's own: at most a megabyte.
func readSmallFile(_ path: String) throws(GitError) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .io("read `\(path)`") }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while bytes.count < 1 << 20 {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw .io("read `\(path)`") }
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
