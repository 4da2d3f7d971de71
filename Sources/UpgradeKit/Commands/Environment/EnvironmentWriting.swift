import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// Files of variables as they will be, each with the name of what is kept of it.
struct EnvironmentWriting {
  /// One file.
  private struct Change {
    let path: TreePath
    let backup: TreePath
    let before: FileTree.File
    let after: [UInt8]
  }

  private var files: [Change] = []
  private let release: ReleaseName

  /// The most backups of one file for one release.
  private static let mostBackups = 99

  /// Makes edits in bytes, one after the other.
  ///
  /// - Throws: ``UpgradeFailure`` when a file can't be edited; it shows nothing of what is in it.
  init(
    _ amendments: [EnvAmendment], of sources: [EnvironmentSource], for release: ReleaseName,
    in context: Context
  ) throws(UpgradeFailure) {
    self.release = release
    for (index, source) in sources.enumerated() {
      var file = source.file
      do throws(EditingError) {
        for var amendment in amendments {
          // What is added goes into the file whose values come first.
          if index > 0 { amendment.added = [] }
          file = try EnvFile(try file.amended(amendment))
        }
      } catch {
        throw Self.failure(
          source, error.message, line: error.offset.map { file.text.lineNumber(at: $0) })
      }
      let text = file.text
      guard text.bytes != source.file.text.bytes else { continue }
      guard let path = source.location, let folder = context.deployment.folder else {
        throw Self.failure(source, "it is outside of the deployment")
      }
      let generated = context.lock?.generated
      guard
        generated?.files.keys.contains(where: { generated?.directory.appending($0) == path })
          != true
      else { throw Self.failure(source, "it is generated") }
      let before: FileTree.File
      let backup: TreePath?
      do throws(FileSystemError) {
        before = try folder.file(at: path)
        backup = try Self.backup(of: path, for: release, in: folder)
      } catch {
        throw Self.failure(source, error.kind.reason)
      }
      guard before.content == source.file.text.bytes else {
        throw Self.failure(source, "it was changed meanwhile")
      }
      guard let backup else { throw Self.tooManyBackups(of: source, path, for: release) }
      files.append(Change(path: path, backup: backup, before: before, after: text.bytes))
    }
  }

  /// Whether nothing is to be written.
  var isEmpty: Bool { files.isEmpty }

  /// The files as they will be.
  var edited: [TreePath: FileTree.File] {
    Dictionary(
      uniqueKeysWithValues: files.map {
        ($0.path, FileTree.File(mode: $0.before.mode, content: $0.after))
      })
  }

  /// The files for the report.
  var reported: [EnvironmentReport.Edit.File] {
    files.map { EnvironmentReport.Edit.File(path: $0.path.text, backup: $0.backup.text) }
  }

  /// The changes for the writer: each file, and what it was beside it, both for nobody else's eyes than before.
  var changes: ChangeSet {
    var changes = ChangeSet()
    for file in files {
      changes.write(file.before, to: file.backup, replacing: .absent, rights: file.path)
      changes.write(
        FileTree.File(mode: file.before.mode, content: file.after), to: file.path,
        replacing: FileVersion(file.before), rights: file.path)
    }
    return changes
  }

  /// What git does with the files: the backups that it would take up although it ignores what they are of, and the files
  /// that it tracks themselves.
  func standing(
    in context: Context, _ directory: TreeFolder
  ) throws(UpgradeFailure) -> (exposed: [String], tracked: [String]) {
    do throws(GitError) {
      let workTrees = try WorkTrees(of: context.places.deployment, directory: directory)
      var (exposed, tracked): ([String], [String]) = ([], [])
      for file in files {
        var isIgnored: [TreePath: Bool] = [:]
        var isTracked = false
        try workTrees.forEach(of: [file.path, file.backup]) {
          (repository, places) throws(GitError) in
          for (place, path) in places { isIgnored[path] = try repository.isIgnored(place) }
          let place = places.first { $0.value == file.path }?.key
          if let place { isTracked = try !repository.tracked([place]).isEmpty }
        }
        if isTracked {
          tracked.append(file.path.text)
        } else if isIgnored[file.path] == true, isIgnored[file.backup] == false {
          exposed.append(file.backup.text)
        }
      }
      return (exposed, tracked)
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
  }

  /// The name of the first backup.
  private static func backupName(of path: TreePath, for release: ReleaseName) -> String {
    let name = release.isRelease ? release.tag : release.reference.filter { $0 != "@" }
    return "\(path.text).before-\(name)"
  }

  /// A name that nothing has; `nil` when there are too many backups.
  private static func backup(
    of path: TreePath, for release: ReleaseName, in folder: Folder
  ) throws(FileSystemError) -> TreePath? {
    let name = backupName(of: path, for: release)
    for number in 1...mostBackups {
      guard let backup = TreePath.optional(name + (number == 1 ? "" : ".\(number)")) else { break }
      if try folder.entry(at: backup) == nil { return backup }
    }
    return nil
  }

  private static func tooManyBackups(
    of source: EnvironmentSource, _ path: TreePath, for release: ReleaseName
  ) -> UpgradeFailure {
    let name = backupName(of: path, for: release)
    return UpgradeFailure(
      .environmentNotEditable,
      "\(source.path) was not edited: \(mostBackups) backups of it are there, and none is written over",
      places: [source.place],
      advice: ["remove those that you don't need: `\(name)` and the ones with a number behind"])
  }

  private static func failure(
    _ source: EnvironmentSource, _ reason: String, line: Int? = nil
  ) -> UpgradeFailure {
    UpgradeFailure(
      .environmentNotEditable, "\(source.path) was not edited: \(reason)",
      places: [Place(source.tree, source.path, line: line)],
      advice: ["correct that, or edit the file by hand: `confomeet-upgrade env` says what is wrong"]
    )
  }
}
