/// What the commits of a range made of one file or folder.
///
/// Merges are simplified as `git log` does: one that took the file from one side as it was is passed over, and only
/// that side is followed.
package struct FileVersions: Sendable {
  /// What stands at the path: a blob's id, or a tree's for a folder.
  package struct Object: Sendable, Hashable {
    /// The id.
    package let id: ObjectID
    /// What it is; `nil` for a folder.
    package let mode: FileMode?
  }

  /// Where a version comes from.
  private enum Origin: Sendable, Hashable {
    /// A version of the range.
    case version(Int)
    /// What was there before the range.
    case before(Object?)
  }

  private struct Version: Sendable {
    let commit: ObjectID
    let object: Object?
    var origins: [Origin] = []
  }

  /// Those of later commits first.
  private var versions: [Version] = []
  /// What the newest commit has.
  private var tips: [Origin] = []
  /// What was there before the range.
  private let base: Object?

  /// The commits that made a version, the newest first.
  package var commits: [ObjectID] { versions.map(\.commit) }

  /// The versions of all files together: one for each commit of a range.
  init(ofAllIn range: CommitRange) throws(GitError) {
    func files(of commit: ObjectID) throws(GitError) -> Object {
      let tree = try range.repository.withCommit(commit) { Repository.tree($0) }
      return Object(id: tree, mode: nil)
    }
    base = try range.old.map(files)
    var indices: [ObjectID: Int] = [:]
    for (index, commit) in range.commits.enumerated() { indices[commit] = index }
    func origin(_ commit: ObjectID) throws(GitError) -> Origin {
      if let index = indices[commit] { return .version(index) }
      return .before(try files(of: commit))
    }
    tips = [try origin(range.new)]
    for commit in range.commits {
      var origins: [Origin] = []
      for parent in range.parents(of: commit) { origins.append(try origin(parent)) }
      versions.append(
        Version(
          commit: commit, object: try files(of: commit),
          origins: origins.isEmpty ? [.before(nil)] : origins))
    }
  }

  /// The versions of something that a folder has: they are among the folder's own.
  ///
  /// - Parameter entry: finds it in a folder.
  init(
    ofEntryIn folder: FileVersions, _ entry: (Object) throws(GitError) -> Object?
  ) throws(GitError) {
    var known: [Object: Object?] = [:]
    func find(in folder: Object?) throws(GitError) -> Object? {
      guard let folder, folder.mode == nil else { return nil }
      if let found = known[folder] { return found }
      let found = try entry(folder)
      known[folder] = .some(found)
      return found
    }
    base = try find(in: folder.base)
    // What a version may be the origin of: versions of the entry; `nil` for what the newest commit has.
    var heirs: [Int: Set<Int?>] = [:]
    func settle(_ origin: Origin, for new: Set<Int?>) throws(GitError) {
      switch origin {
      case .version(let index): heirs[index, default: []].formUnion(new)
      case .before(let object): add(.before(try find(in: object)), to: new)
      }
    }
    for tip in folder.tips { try settle(tip, for: [nil]) }
    for (index, version) in folder.versions.enumerated() {
      guard let own = heirs.removeValue(forKey: index) else { continue }
      let object = try find(in: version.object)
      var same: Origin?
      for origin in version.origins where try find(in: folder.object(of: origin)) == object {
        same = origin
        break
      }
      if let same {
        try settle(same, for: own)
      } else {
        add(.version(versions.count), to: own)
        versions.append(Version(commit: version.commit, object: object))
        for origin in version.origins { try settle(origin, for: [versions.count - 1]) }
      }
    }
  }

  private func object(of origin: Origin) -> Object? {
    switch origin {
    case .version(let index): versions[index].object
    case .before(let object): object
    }
  }

  private mutating func add(_ origin: Origin, to heirs: Set<Int?>) {
    for heir in heirs {
      if let heir { versions[heir].origins.append(origin) } else { tips.append(origin) }
    }
  }

  /// The commits that changed something that can be told of the file, back to when it was as before the range.
  ///
  /// - Parameter value: tells it of a version, `nil` where there is none; asked once for each.
  /// - Returns: the newest first; none when the newest commit has the same as there was before the range.
  package func changes<Value: Equatable>(
    of value: (Object?) throws(GitError) -> Value
  ) throws(GitError) -> [ObjectID] {
    var known: [Object?: Value] = [:]
    func read(_ object: Object?) throws(GitError) -> Value {
      if let value = known[object] { return value }
      let value = try value(object)
      known[object] = value
      return value
    }
    let wanted = try read(base)
    var pending: Set<Int> = []
    func follow(_ origin: Origin) throws(GitError) {
      // What is as it was before the range needs no explanation.
      if case .version(let index) = origin, try read(object(of: origin)) != wanted {
        pending.insert(index)
      }
    }
    for tip in tips { try follow(tip) }
    var found: [ObjectID] = []
    for (index, version) in versions.enumerated() where pending.contains(index) {
      let own = try read(version.object)
      var same: Origin?
      for origin in version.origins where try read(object(of: origin)) == own {
        same = origin
        break
      }
      if let same {
        try follow(same)
      } else {
        found.append(version.commit)
        for origin in version.origins { try follow(origin) }
      }
    }
    return found
  }
}
