import Glibc
import Synchronization

/// The half-made folders of this process, so that they can be removed when it has to stop at once.
///
/// A transfer from a server that stalled can't be told to stop: a watchdog calls ``removeAll()`` and ends the process.
package enum TemporaryFolders {
  private static let folders = Mutex<Set<String>>([])
  private static let counter = Atomic(0)
  private static let suffix = ".partial"

  /// The half-made folders there are now.
  package static var all: [String] { folders.withLock { $0.sorted() } }

  /// Removes the half-made folders of this process.
  ///
  /// - Parameter cache: only those below it; everywhere unless told otherwise.
  package static func removeAll(in cache: String = "") {
    for folder in all where folder.hasPrefix(cache) {
      remove(folder)
    }
  }

  /// Makes an empty folder that only this user can read.
  ///
  /// - Parameters:
  ///   - parent: the folder that it is made in.
  ///   - name: what its name begins with.
  package static func make(in parent: String, named name: String) throws(GitError) -> String {
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .io("make a folder in `\(parent)`") }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    folders.withLock { _ = $0.insert(folder) }
    return folder
  }

  /// Names a folder beside another and takes note of it; it is not made.
  static func reserve(beside path: String) -> String {
    let number = counter.add(1, ordering: .relaxed).newValue
    let folder = "\(path).\(hostName).\(getpid()).\(number)\(suffix)"
    folders.withLock { _ = $0.insert(folder) }
    return folder
  }

  /// Makes a folder with all that is in it, or nothing; the one that another process made meanwhile stays.
  ///
  /// - Parameters:
  ///   - path: the folder; those above it are made, and stay.
  ///   - isReplacing: whether what is there goes, once the other is made.
  ///   - body: fills a folder of another name beside it, which it makes.
  package static func makeWhole(
    _ path: String, isReplacing: Bool = false, _ body: (String) throws(GitError) -> Void
  ) throws(GitError) {
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
    try makeFolder(parent)
    removeLeftovers(in: parent)
    let folder = reserve(beside: path)
    do throws(GitError) {
      try body(folder)
    } catch {
      remove(folder)
      throw error
    }
    let old = reserve(beside: path)
    defer { remove(old) }
    if isReplacing, rename(path, old) != 0, errno != ENOENT {
      let error = GitError.io("move away what is at `\(path)`")
      remove(folder)
      throw error
    }
    // A folder takes no other's place unless that is empty.
    let code = rename(folder, path) == 0 ? 0 : errno
    if code == 0 { release(folder) } else { remove(folder) }
    guard code == 0 || code == EEXIST || code == ENOTEMPTY else {
      throw .io("move what was made to `\(path)`", code: code)
    }
  }

  /// Forgets a folder that has been moved to its place, or is to stay.
  package static func release(_ folder: String) {
    folders.withLock { _ = $0.remove(folder) }
  }

  /// Removes a folder and forgets it.
  package static func remove(_ folder: String) {
    removeFolder(folder)
    release(folder)
  }

  /// Removes what processes of this machine left that are no more.
  static func removeLeftovers(in folder: String) {
    guard let names = try? listFolder(folder) else { return }
    for name in names where name.hasSuffix(suffix) {
      let parts = name.dropLast(suffix.count).split(separator: ".")
      let host = parts.dropLast(2).joined(separator: ".")
      guard parts.count > 3, host.hasSuffix(".\(hostName)"),
        let process = pid_t(parts[parts.count - 2]), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      removeFolder(folder + "/" + name)
    }
  }

  /// The machine's name: a cache may be shared, and process numbers mean something on one machine only.
  private static let hostName: String = {
    var name = utsname()
    guard uname(&name) == 0 else { return "unknown" }
    let text = withUnsafeBytes(of: name.nodename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }()
}
