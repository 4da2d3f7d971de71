import Editing
import GitKit

/// Compose files of people's own that name a network of the generated ones, which gets another name: they follow.
///
/// Only where the network can be no other: no file of people's own declares it, so that they run together with the
/// generated file that does.
struct OwnNetworks {
  /// A file that follows.
  struct Followed {
    let path: TreePath
    let before: FileTree.File
    let after: FileTree.File
  }

  /// The files that follow, by path.
  private(set) var files: [Followed] = []

  /// Looks through the compose files beside the generated ones.
  ///
  /// - Parameters:
  ///   - comparison: what becomes of the generated files.
  ///   - generated: the paths of what was generated, and is.
  ///   - folder: the deployment's files as they are.
  ///   - directory: the folder of the generated files.
  /// - Throws: ``FileSystemError`` when a file is there and can't be read.
  init(
    _ comparison: Comparison, besides generated: Set<TreePath>, in folder: any FileSource,
    below directory: TreeFolder
  ) throws(FileSystemError) {
    guard let (old, new) = try Self.renamed(comparison, in: folder) else { return }
    if let path = directory.path, try folder.kind(at: path) != .folder { return }
    for name in try folder.names(in: directory).sorted() {
      guard name.hasSuffix(".yml") || name.hasSuffix(".yaml"), let path = directory.entry(name),
        !generated.contains(path), case .file? = try folder.kind(at: path)
      else { continue }
      let before = try folder.file(at: path)
      guard before.mode.isFile, let file = try? ComposeFile(SourceText(before.content)) else {
        continue
      }
      guard !file.declaresNetwork(old) else {
        files = []
        return
      }
      guard file.services.contains(where: { $0.networks.contains { $0.name == old } }),
        let outcome = try? file.renameNetwork(from: old, to: new)
      else { continue }
      let after = file.text.applying(outcome.edits).bytes
      files.append(
        Followed(
          path: path, before: before, after: FileTree.File(mode: before.mode, content: after)))
    }
  }

  /// The one network of the generated files that gets another name.
  private static func renamed(
    _ comparison: Comparison, in folder: any FileSource
  ) throws(FileSystemError) -> (from: String, to: String)? {
    var found: [String: Set<String>] = [:]
    for decision in comparison.changes {
      guard case .compose = MergeMethod(decision.path), decision.version != .absent,
        let after = decision.new, after.mode.isFile,
        case .file? = try folder.kind(at: decision.path)
      else { continue }
      let before = try folder.file(at: decision.path)
      let renamed = try? ComposeFile.renamedNetwork(
        from: SourceText(before.content), to: SourceText(after.content))
      if let renamed = renamed ?? nil { found[renamed.from, default: []].insert(renamed.to) }
    }
    guard found.count == 1, let (old, news) = found.first, news.count == 1, let new = news.first
    else { return nil }
    // One that is declared still may be the one that is meant.
    let isThere = comparison.decisions.contains { decision in
      guard case .compose = MergeMethod(decision.path), let file = decision.new, file.mode.isFile
      else { return false }
      return (try? ComposeFile(SourceText(file.content)))?.declaresNetwork(old) ?? false
    }
    return isThere ? nil : (old, new)
  }
}
