import GitKit
import PatchKit

/// The files of a deployment as they are, or as they will be once a plan was carried out.
///
/// It belongs to one thread.
final class DeployedFiles {
  private let source: (any FileSource)?
  /// What is to change, `nil` for a file that goes.
  private let changes: [TreePath: FileTree.File?]
  private var known: [TreePath: LocalFiles.Found] = [:]
  /// The first failure to read something that is there and may be read: whatever was made of the files is wrong then.
  private(set) var failure: FileSystemError?

  /// The most files that are looked through below one folder.
  private static let countLimit = 2_000

  init(_ source: (any FileSource)?, changes: [TreePath: FileTree.File?] = [:]) {
    self.source = source
    self.changes = changes
  }

  /// The same for whoever looks at them.
  var local: LocalFiles {
    LocalFiles {
      self.found($0)
    } list: {
      self.paths(below: $0)
    }
  }

  /// The compose files that people may run: those at the top of a folder, and generated ones below.
  ///
  /// - Parameter generated: the paths of generated compose files, from the folder.
  func compose(
    in directory: TreeFolder, generated: [TreePath], _ readings: FileReadings
  ) throws(UpgradeFailure) -> [TreePath] {
    var paths = Set(generated.map(directory.appending))
    do throws(FileSystemError) {
      paths.formUnion(
        try names(in: directory).compactMap { directory.entry($0) })
    } catch {
      throw UpgradeFailure(error)
    }
    return paths.sorted().filter { path in
      guard path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"),
        !ComposeSelection.standardNames.contains(String(path.name)),
        case .file(let file) = found(path)
      else { return false }
      if case .other = readings.compose(file.content) { return false }
      return true
    }
  }

  /// Whether anything that was looked at is people's own: neither a file as it was generated nor `.env`.
  ///
  /// - Parameters:
  ///   - generated: the generated files.
  ///   - directory: the folder that they are in.
  func holdOwn(besides generated: FileTree, in directory: TreeFolder) -> Bool {
    known.contains { path, found in
      switch found {
      case .folder, .nothing: false
      case .unreadable: true
      case .file(let file):
        path.name != ".env"
          && (!path.isInside(directory.text) || generated[path.below(directory)] != file)
      }
    }
  }

  /// The names in a folder.
  private func names(in folder: TreeFolder) throws(FileSystemError) -> Set<String> {
    var names: Set<String> = []
    if let source, try isThere(folder, in: source) { names = Set(try source.names(in: folder)) }
    for (path, file) in changes where path.folder == folder.text {
      if file == nil { names.remove(String(path.name)) } else { names.insert(String(path.name)) }
    }
    return names
  }

  /// The paths of all files, but for git's and those of folders of too many, sorted.
  func allPaths() throws(FileSystemError) -> [TreePath] {
    let isOfGit = { (path: TreePath) in path.components.contains(".git") }
    return try names(in: .top).compactMap(TreePath.optional).filter { !isOfGit($0) }
      .flatMap { path -> [TreePath] in
        switch found(path) {
        case .file: return [path]
        case .folder:
          guard case .known(let paths) = paths(below: path) else { return [] }
          return paths.filter { !isOfGit($0) }
        case .nothing, .unreadable: return []
        }
      }.sorted()
  }

  private func isThere(
    _ folder: TreeFolder, in source: any FileSource
  ) throws(FileSystemError) -> Bool {
    guard let path = folder.path else { return true }
    return try source.kind(at: path) == .folder
  }

  private func found(_ path: TreePath) -> LocalFiles.Found {
    if let known = known[path] { return known }
    let found = look(at: path)
    known[path] = found
    return found
  }

  private func look(at path: TreePath) -> LocalFiles.Found {
    if case .some(.some(let file)) = changes[path] { return .file(file) }
    let isChanged = changes[path] != nil
    if changes.contains(where: { $0.value != nil && $0.key.isInside(path.text) && $0.key != path })
    {
      return .folder
    }
    guard let source, !isChanged else { return .nothing }
    do throws(FileSystemError) {
      switch try source.kind(at: path) {
      case nil: return .nothing
      case .folder:
        guard !changes.isEmpty, case .known(let paths) = paths(below: path), paths.isEmpty else {
          return .folder
        }
        return .nothing
      case .file: return .file(try source.file(at: path))
      case .link: return .unreadable(FileSystemError.Kind.isALink.reason)
      case .other: return .unreadable(FileSystemError.Kind.notAFile.reason)
      }
    } catch {
      // On the way to it there is no folder.
      if error.kind == .notFound || error.kind == .notAFolder { return .nothing }
      note(error)
      return .unreadable(error.kind.reason)
    }
  }

  private func note(_ error: FileSystemError) {
    switch error.kind {
    case .noSpace, .notInRepository, .repository, .system: failure = failure ?? error
    default: break
    }
  }

  private func paths(below folder: TreePath) -> Known<[TreePath]> {
    var paths = Set(changes.filter { $0.value != nil && $0.key.isInside(folder.text) }.keys)
    do throws(FileSystemError) {
      if let source, try source.kind(at: folder) == .folder {
        guard let names = try source.names(below: folder) else {
          return .unknown("a file below \(folder) has a name that can't be written")
        }
        for name in names {
          let path = folder.appending(name)
          if changes[path] == nil { paths.insert(path) }
        }
      }
    } catch {
      note(error)
      return .unknown("\(folder) can't be read: \(error.kind.reason)")
    }
    guard paths.count <= Self.countLimit else {
      return .unknown("\(folder) has more than \(Self.countLimit) files")
    }
    return .known(paths.sorted())
  }
}
