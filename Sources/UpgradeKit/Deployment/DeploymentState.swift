package import GitKit

/// What a deployment holds, compared with what was generated for it.
package struct DeploymentState: Sendable, Hashable {
  /// What became of a generated file.
  package enum FileState: Sendable, Hashable {
    /// As it was generated.
    case untouched
    /// Other bytes; the mode may differ as well.
    case edited(FileVersion)
    /// The bytes are as generated, the mode is this.
    case modeChanged(FileMode)
    case deleted
    /// Something else stands there, or where one of its folders was.
    case replaced(Obstacle)
  }

  /// What stands in the way of a file.
  package enum Obstacle: Sendable, Hashable {
    /// A file that was not generated.
    case file(FileVersion)
    /// A symbolic link, at the path or at this folder of it.
    case link(TreePath)
    /// A folder with files that were not generated.
    case folder
    /// A file where the path needs a folder.
    case fileForFolder(TreePath)
    /// A device, socket or pipe.
    case other
  }

  /// What became of each generated file, by path from the deployment's folder.
  package private(set) var files: [TreePath: FileState] = [:]
  /// What stands where files are to come that the lock does not know, by path from the deployment's folder.
  package private(set) var obstacles: [TreePath: Obstacle] = [:]
  /// The files as they are, where files were generated or are to come; what ``ChangeSet`` goes by.
  package private(set) var versions: [TreePath: FileVersion] = [:]

  /// Looks at a deployment.
  ///
  /// - Parameters:
  ///   - folder: the deployment's folder; `nil` when it is not there yet.
  ///   - generated: what was generated last, by the lock; `nil` without a lock.
  ///   - coming: the files to be written, by path from the deployment's folder.
  /// - Throws: ``FileSystemError``.
  package init(
    of folder: Folder?, generated: Lock.Generated?, coming: [TreePath]
  ) throws(FileSystemError) {
    try self.init(reading: folder, generated: generated, coming: coming)
  }

  /// Looks at a deployment, wherever its files are read from.
  init(
    reading folder: (any FileSource)?, generated: Lock.Generated?, coming: [TreePath]
  ) throws(FileSystemError) {
    var known: [TreePath: Lock.GeneratedFile] = [:]
    for (path, file) in generated?.files ?? [:] {
      known[generated?.directory.appending(path) ?? path] = file
    }
    guard let folder else {
      for path in known.keys { files[path] = .deleted }
      return
    }
    let leaving = Set(known.keys).subtracting(coming)
    for (path, file) in known {
      files[path] = try state(of: path, generated: file, in: folder, leaving)
    }
    for path in coming where known[path] == nil {
      if let obstacle = try look(at: path, in: folder, leaving) { obstacles[path] = obstacle }
    }
  }

  private mutating func state(
    of path: TreePath, generated file: Lock.GeneratedFile, in folder: any FileSource,
    _ leaving: Set<TreePath>
  ) throws(FileSystemError) -> FileState {
    switch try look(at: path, in: folder, []) {
    case nil: return .deleted
    case .file(.file(file.mode, file.blob)): return .untouched
    case .file(.file(let mode, file.blob)): return .modeChanged(mode)
    case .file(let version): return .edited(version)
    case let obstacle?: return .replaced(obstacle)
    }
  }

  /// What stands at a path; `nil` for nothing.
  ///
  /// - Parameter leaving: generated files that go, and are in nobody's way.
  private mutating func look(
    at path: TreePath, in folder: any FileSource, _ leaving: Set<TreePath>
  ) throws(FileSystemError) -> Obstacle? {
    for parent in path.folders.reversed() {
      switch try folder.kind(at: parent) {
      case nil: return nil
      case .folder: continue
      case .link: return .link(parent)
      case .file: return leaving.contains(parent) ? nil : .fileForFolder(parent)
      case .other: return .other
      }
    }
    switch try folder.kind(at: path) {
    case nil: return nil
    case .file:
      let version = FileVersion(try folder.file(at: path))
      versions[path] = version
      return .file(version)
    case .link: return .link(path)
    case .folder: return try isLeaving(path, in: folder, leaving) ? nil : .folder
    case .other: return .other
    }
  }

  /// Whether everything in a folder is among the files that go.
  private func isLeaving(
    _ path: TreePath, in folder: any FileSource, _ leaving: Set<TreePath>
  ) throws(FileSystemError) -> Bool {
    guard let names = try folder.names(below: path), !names.isEmpty else { return false }
    return names.allSatisfy { leaving.contains(path.appending($0)) }
  }
}
