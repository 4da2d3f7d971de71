import Glibc

/// What the system says is in the way.
struct SystemError: Error {
  /// The system's number for it.
  let code: Int32

  /// Takes the number of the call that has just failed.
  init(_ code: Int32 = errno) {
    self.code = code
  }

  /// The reason as the end of a sentence.
  var reason: String { String(cString: strerror(code)) }
}

/// A file beside another, in which its new content is made before it takes the other's place.
///
/// It is locked while it is in use, so that one whose process was killed is known by that.
struct TemporaryFile {
  private let path: String
  private let folder: String
  private let name: String

  private static let suffix = ".partial"
  private static let attempts = 100

  /// - Parameter path: the other file; no link.
  init(for path: String) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// Looks whether the file can be made.
  func check() throws(SystemError) {
    // Without a name, which nothing is left of, whatever happens; where the file system has that.
    let nameless = open(folder, Self.withoutName | O_WRONLY | O_CLOEXEC, 0o600)
    if nameless >= 0 {
      close(nameless)
      return
    }
    try make { (file) throws(SystemError) in
      guard unlink(file.path) == 0 else { throw SystemError() }
    }
  }

  /// O_TMPFILE, which Swift's Glibc module leaves out.
  private static let withoutName = 0o20_000_000 | O_DIRECTORY

  /// Gives the other file a new content, or leaves it as it is.
  func replace(with text: String) throws(SystemError) {
    try make { (file) throws(SystemError) in
      let code = writeAll(text, to: file.descriptor)
      guard code == 0 else { throw SystemError(code) }
      // Some file systems report a full disk only when a descriptor is closed.
      guard close(dup(file.descriptor)) == 0 else { throw SystemError() }
      guard rename(file.path, path) == 0 else { throw SystemError() }
    }
  }

  /// Makes the file, and removes it when `body` fails.
  ///
  /// - Parameter body: gets its descriptor and path, and gives it another name.
  private func make(
    _ body: ((descriptor: Int32, path: String)) throws(SystemError) -> Void
  ) throws(SystemError) {
    for attempt in 0..<Self.attempts {
      let temporary = "\(prefix)\(getpid()).\(attempt)\(Self.suffix)"
      let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard file >= 0 else {
        let error = SystemError()
        // Processes in containers have the same few numbers.
        if error.code == EEXIST { continue }
        throw error
      }
      defer { close(file) }
      // Another run may take it for left behind before it is locked. Not every file system has locks.
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { continue }
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink == 0 { continue }
      do throws(SystemError) {
        return try body((file, temporary))
      } catch {
        unlink(temporary)
        throw error
      }
    }
    throw SystemError(EEXIST)
  }

  /// Removes what killed runs have left for this file.
  func removeLeftovers() {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    let start = Array(".\(name).".utf8)
    while let entry = readdir(stream) {
      let found = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      let bytes = Array(found.utf8)
      guard bytes.starts(with: start), found.hasSuffix(Self.suffix),
        bytes.dropFirst(start.count).dropLast(Self.suffix.utf8.count).allSatisfy({
          (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".")
        })
      else { continue }
      removeIfLeft(folder == "." ? found : "\(folder)/\(found)")
    }
  }

  private func removeIfLeft(_ path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(file, LOCK_EX | LOCK_NB) == 0
    else { return }
    unlink(path)
  }

  private var prefix: String { "\(folder == "." ? "" : folder + "/").\(name)." }
}
