import CLibGit2
import Glibc

extension Mirror {
  /// The most packs that a mirror has after a fetch; each makes every look-up a little slower, and each fetch adds one.
  private static let mostPacks = 16

  /// The packs whose objects are in another one. Processes that read the mirror may still want them, so they go with the
  /// next fetch.
  private static let superseded = "confomeet-superseded"

  private var packFolder: String { path + "/objects/pack" }

  /// Puts all objects into one pack when there are many. It needs the lock.
  func repack(_ repository: Repository) throws(GitError) {
    let old = try packs()
    guard old.count > Self.mostPacks else { return }
    try repository.writePack()
    let new = try packs().filter { !old.contains($0) }
    guard !new.isEmpty else { return }
    try Self.write(old.joined(separator: "\n") + "\n", to: path + "/" + Self.superseded)
  }

  /// Removes the packs that were superseded when it was fetched before. It needs the lock.
  func removeSupersededPacks() throws(GitError) {
    let list = path + "/" + Self.superseded
    guard access(list, F_OK) == 0 else { return }
    let there = try packs()
    for name in try readSmallFile(list).split(separator: "\n").map(String.init)
    where there.contains(name) {
      // The index first: a pack without one is passed over, an index without its pack is not.
      for suffix in [".idx", ".rev", ".pack"] { unlink("\(packFolder)/\(name)\(suffix)") }
    }
    unlink(list)
  }

  /// The names of the packs, without their suffixes.
  private func packs() throws(GitError) -> [String] {
    try listFolder(packFolder).filter { $0.hasSuffix(".pack") }.map { String($0.dropLast(5)) }
  }
}

extension Repository {
  /// Writes one pack of all objects: those that a reference leads to with their names, by which similar ones are found,
  /// then all others, as a lock may name a commit that upstream has no more.
  fileprivate func writePack() throws(GitError) {
    let operation = "pack the mirror's objects"
    let builder = try LibGit2.make(operation) { git_packbuilder_new(&$0, pointer) }
    defer { git_packbuilder_free(builder) }
    git_packbuilder_set_threads(builder, 0)
    let walk = try LibGit2.make(operation) { git_revwalk_new(&$0, pointer) }
    defer { git_revwalk_free(walk) }
    try LibGit2.check(git_revwalk_push_glob(walk, "refs/*"), operation)
    try LibGit2.check(git_packbuilder_insert_walk(builder, walk), operation)
    let code = git_odb_foreach(
      objects,
      { id, builder in
        guard let builder, let id else { return -1 }
        return git_packbuilder_insert(OpaquePointer(builder), id, nil)
      }, UnsafeMutableRawPointer(builder))
    try LibGit2.check(code, operation)
    try LibGit2.check(git_packbuilder_write(builder, nil, 0, nil, nil), operation)
  }
}
