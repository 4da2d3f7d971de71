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

  /// Makes the edits in bytes.
  ///
  /// - Throws: ``UpgradeFailure`` when a file can't be edited; it shows nothing of what is in it.
  init(
    _ amendment: EnvAmendment, of sources: [EnvironmentSource], for release: ReleaseName,
    in context: Context
  ) throws(UpgradeFailure) {
    self.release = release
    for (index, source) in sources.enumerated() {
      var own = amendment
      // What is added goes into the file whose values come first.
      if index > 0 { own.added = [] }
      let text: SourceText
      do throws(EditingError) {
        text = try source.file.amended(own)
      } catch {
        throw Self.failure(
          source, error.message, line: error.offset.map { source.file.text.lineNumber(at: $0) })
      }
      guard text.bytes != source.file.text.bytes else { continue }
      guard let path = source.location, let folder = context.deployment.folder else {
        throw Self.failure(source, "it is outside of the deployment")
      }
      let generated = context.lock?.generated
      guard
        generated?.files.keys.contains(where: { generated?.directory.appending($0) == path })
          != true
      else { throw Self.failure(source, "it is generated") }
      do throws(FileSystemError) {
        let file = try folder.file(at: path)
        guard file.content == source.file.text.bytes else {
          throw FileSystemError(.notAFile, .read, source.path)
        }
        files.append(
          Change(
            path: path, backup: try Self.backup(of: path, for: release, in: folder), before: file,
            after: text.bytes))
      } catch {
        throw Self.failure(source, error.kind.reason)
      }
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

  /// The backups that git would take up although it ignores what they are of.
  func exposed(in context: Context, _ directory: TreeFolder) throws(UpgradeFailure) -> [String] {
    do throws(GitError) {
      let workTrees = try WorkTrees(of: context.places.deployment, directory: directory)
      var exposed: [String] = []
      for file in files {
        var isIgnored: [TreePath: Bool] = [:]
        try workTrees.forEach(of: [file.path, file.backup]) {
          (repository, places) throws(GitError) in
          for (place, path) in places { isIgnored[path] = try repository.isIgnored(place) }
        }
        if isIgnored[file.path] == true, isIgnored[file.backup] == false {
          exposed.append(file.backup.text)
        }
      }
      return exposed
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
  }

  /// A name that nothing has.
  private static func backup(
    of path: TreePath, for release: ReleaseName, in folder: Folder
  ) throws(FileSystemError) -> TreePath {
    let name = release.isRelease ? release.tag : release.reference.filter { $0 != "@" }
    for number in 1...mostBackups {
      let text = "\(path.text).before-\(name)" + (number == 1 ? "" : ".\(number)")
      guard let backup = TreePath.optional(text) else { break }
      if try folder.entry(at: backup) == nil { return backup }
    }
    throw FileSystemError(.exists, .create, "\(path.text).before-\(name)")
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
