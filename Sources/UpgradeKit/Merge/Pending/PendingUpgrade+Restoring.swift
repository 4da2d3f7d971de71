import Findings
import GitKit

extension ChangeSet {
  /// What the files have in them that are written over, as far as no repository has it.
  ///
  /// - Parameter source: the deployment's files as they are.
  /// - Throws: ``UpgradeFailure`` when one can't be read.
  func contentsToKeep(
    _ source: (any FileSource)?, _ repositories: OwnRepositories
  ) throws(UpgradeFailure) -> [ObjectID: [UInt8]] {
    var contents: [ObjectID: [UInt8]] = [:]
    for path in paths {
      guard let source, case .file(_, let id) = changes[path]?.before, contents[id] == nil,
        !repositories.all.contains(where: { $0.contains(id) })
      else { continue }
      do throws(FileSystemError) {
        let content = try source.file(at: path).content
        // A file that is another one by now has the writer refuse it.
        contents[.ofBlob(content)] = content
      } catch {
        throw UpgradeFailure(error)
      }
    }
    return contents
  }
}

extension PendingUpgrade {
  /// What puts every file back as it was before the upgrade.
  ///
  /// - Parameters:
  ///   - deployment: its files as they are now.
  ///   - repositories: where files are looked for that the record has not itself.
  /// - Throws: ``UpgradeFailure`` when a file was changed since, or what it was is nowhere.
  func restoring(
    _ deployment: Folder, from repositories: OwnRepositories
  ) throws(UpgradeFailure) -> ChangeSet {
    var changes = ChangeSet()
    var changed: [TreePath] = []
    var lost: [TreePath] = []
    for (path, file) in replaced.sorted(by: { $0.key < $1.key }) {
      let now = try Self.version(of: path, in: deployment)
      guard now != file.before else { continue }
      guard let now, now == .absent || now == file.after else {
        changed.append(path)
        continue
      }
      guard case .file(let mode, let id) = file.before else {
        changes.remove(path, replacing: now)
        continue
      }
      if let content = try content(id, in: repositories) {
        changes.write(FileTree.File(mode: mode, content: content), to: path, replacing: now)
      } else {
        lost.append(path)
      }
    }
    let findings = changedSince(changed) + unavailable(lost, in: repositories)
    guard findings.isEmpty else { throw UpgradeFailure(findings) }
    return changes
  }

  /// The files that were written or removed, as they were before, `nil` for those that were not there.
  ///
  /// - Returns: `nil` when what one of them was can't be had.
  func replacedFiles(
    from repositories: OwnRepositories
  ) throws(UpgradeFailure) -> [TreePath: FileTree.File?]? {
    var files: [TreePath: FileTree.File?] = [:]
    for (path, file) in replaced {
      guard case .file(let mode, let id) = file.before else {
        files.updateValue(nil, forKey: path)
        continue
      }
      guard let content = try content(id, in: repositories) else { return nil }
      files[path] = FileTree.File(mode: mode, content: content)
    }
    return files
  }

  private func content(
    _ id: ObjectID, in repositories: OwnRepositories
  ) throws(UpgradeFailure) -> [UInt8]? {
    if let content = contents[id] { return content }
    for repository in repositories.all where repository.contains(id) {
      return try OwnRepositories.reading(repository) { () throws(GitError) in
        try repository.blob(id, limit: Folder.fileLimit)
      }
    }
    return nil
  }

  private func changedSince(_ paths: [TreePath]) -> [Finding] {
    guard !paths.isEmpty else { return [] }
    return [
      Finding(
        .pendingUpgrade,
        "\(paths.count == 1 ? "a file was" : "\(paths.count) files were") changed since conflicts were marked; nothing was restored",
        places: paths.map { Place(.deployment, $0.text) },
        advice: [
          "to lose the changes, delete \(paths.count == 1 ? "the file" : "these files"), then run `--abort` again: it restores what was there before",
          "to leave all files as they are, and give up the upgrade's record only: remove `\(Self.fileName)`",
        ])
    ]
  }

  private func unavailable(_ paths: [TreePath], in repositories: OwnRepositories) -> [Finding] {
    guard !paths.isEmpty else { return [] }
    return [
      Finding(
        .pendingUpgrade,
        "what \(paths.count == 1 ? "a file was" : "\(paths.count) files were") before the upgrade to \(upstream.name) can't be had; nothing was restored",
        places: paths.map { Place(.deployment, $0.text) },
        evidence: repositories.obstacles.map(\.text),
        advice: repositories.obstacles.map(\.advice) + [
          "restore what was there by hand, then run `--abort` again",
          "to leave all files as they are, and give up the upgrade's record only: remove `\(Self.fileName)`",
        ])
    ]
  }
}
