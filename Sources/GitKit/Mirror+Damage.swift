import CLibGit2
import Glibc

extension Mirror {
  /// What is wrong with the mirror: a half-restored cache, a run that was killed, a disk that was full. `nil` when
  /// nothing is, as far as it shows without reading every object.
  package func damage() -> String? {
    guard !isLocal, exists else { return nil }
    do throws(GitError) {
      return try Self.damage(of: path)
    } catch {
      return error.message
    }
  }

  private static func damage(of path: String) throws(GitError) -> String? {
    let names = try listFolder(path)
    if names.isEmpty || names == [lockName] { return "the folder is empty" }
    for name in ["HEAD", "objects", "refs"] where !names.contains(name) {
      return "`\(name)` is missing"
    }
    let packs = path + "/objects/pack"
    let files = access(packs, F_OK) == 0 ? try listFolder(packs) : []
    for name in files where name.hasSuffix(".idx") {
      if try !PackFile(packs + "/" + name.dropLast(4)).isWhole {
        return "`\(name)` has no whole pack"
      }
    }
    for name in files where name.hasSuffix(".pack") {
      let index = name.dropLast(5) + ".idx"
      if !files.contains(String(index)) { return "`\(name)` has no index" }
    }
    let repository = try Repository(opening: path)
    let references = try repository.referenceNames("refs/*")
    if references.isEmpty, !files.isEmpty { return "no reference is left" }
    for name in references where try !repository.hasTarget(of: name) {
      return "what `\(name)` names is missing"
    }
    return nil
  }
}

extension Repository {
  /// Whether the object that a reference names is there.
  fileprivate func hasTarget(of name: String) throws(GitError) -> Bool {
    var reference: OpaquePointer?
    try LibGit2.check(git_reference_lookup(&reference, pointer, name), "read `\(name)`")
    defer { git_reference_free(reference) }
    // A symbolic one has none of its own.
    guard let target = git_reference_target(reference) else { return true }
    return git_odb_exists(objects, target) == 1
  }
}

/// A pack and its index, by their ends: the index repeats the checksum that the pack ends with.
private struct PackFile {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Whether both are there to their ends, and belong together.
  var isWhole: Bool {
    get throws(GitError) {
      guard access(path + ".pack", F_OK) == 0 else { return false }
      let sum = 20
      let (pack, index) = (try end(of: ".pack", sum), try end(of: ".idx", 2 * sum))
      return pack.count == sum && index.count == 2 * sum && pack == Array(index.prefix(sum))
    }
  }

  private func end(of suffix: String, _ count: Int) throws(GitError) -> [UInt8] {
    let descriptor = open(path + suffix, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io("read `\(path + suffix)`") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= count, pread(descriptor, &bytes, count, size - count) == count else { return [] }
    return bytes
  }
}
