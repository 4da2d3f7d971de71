import Editing
import GitKit

/// Compose files of people's own that name what the generated ones call otherwise now, a network or services: they
/// follow.
///
/// Only where no other can be meant. Files that are run with the generated ones mean theirs, unless one of them declares
/// the network itself; of any other file it isn't known what it is run with.
struct OwnComposeFiles {
  /// A file that follows.
  struct Followed {
    let path: TreePath
    let before: FileTree.File
    let after: FileTree.File
  }

  /// A file that names something still as before.
  struct Unfollowed {
    /// What it names.
    enum Kind: String {
      case network, service
    }

    let path: TreePath
    let kind: Kind
    let old: String
    let new: String
    /// The generated file that has the new name.
    let source: TreePath
    /// Why it does not follow, as a clause.
    let reason: String
    /// Whether it has the new name, too, so that writing that instead would name it twice.
    let hasBoth: Bool

    /// What settles it.
    var advice: String {
      guard hasBoth else {
        return "write `\(new)` instead of `\(old)` in \(path), and run again"
      }
      return switch kind {
      case .service:
        "put what service `\(old)` has in \(path) into `\(new)` there, name `\(new)` where others name `\(old)`, take `\(old)` out, and run again"
      case .network: "take `\(old)` out of \(path), which has `\(new)` there already, and run again"
      }
    }
  }

  /// The files that follow, by path.
  private(set) var files: [Followed] = []
  /// Those that don't, by path.
  private(set) var unfollowed: [Unfollowed] = []

  /// A generated compose file that changes.
  private struct Change {
    let path: TreePath
    let before: ComposeFile
    let after: ComposeFile
  }

  /// A compose file of people's own.
  fileprivate struct Own {
    let path: TreePath
    let file: FileTree.File
    let compose: ComposeFile
    /// Whether it is run with the generated ones.
    let isSelected: Bool
  }

  /// A name of something that is called otherwise now.
  private struct Name {
    let new: String
    let source: TreePath
  }

  /// Looks through people's compose files.
  ///
  /// - Parameters:
  ///   - comparison: what becomes of the generated files.
  ///   - generated: the paths of what was generated, and is.
  ///   - folder: the deployment's files as they are.
  ///   - directory: the folder of the generated files.
  ///   - lists: the files that the patch set says are run together.
  ///   - renames: what upstream gave other names, by paths from the deployment's folder.
  /// - Throws: ``UpgradeFailure`` when a file is there and can't be read, or upstream can't.
  init(
    _ comparison: Comparison, besides generated: Set<TreePath>, in folder: any FileSource,
    below directory: TreeFolder, lists: [[TreePath]],
    renames: () throws(UpgradeFailure) -> UpstreamRenames
  ) throws(UpgradeFailure) {
    let (changes, own): ([Change], [Own])
    do throws(FileSystemError) {
      changes = try Self.changes(comparison, in: folder)
      guard !changes.isEmpty else { return }
      own = try Self.own(besides: generated, in: folder, below: directory, lists)
    } catch {
      throw UpgradeFailure(error)
    }
    guard !own.isEmpty else { return }
    let staying = comparison.decisions.compactMap { decision -> ComposeFile? in
      guard case .compose = MergeMethod(decision.path), let file = decision.new, file.mode.isFile
      else { return nil }
      return try? ComposeFile(SourceText(file.content))
    }
    let names = Set(generated.flatMap { [String($0.name), "./" + String($0.name)] })
    let network = Self.network(changes, staying)
    let services = try Self.services(
      changes, staying,
      namedBy: own.map { (try? $0.compose.namedServices(extending: names)) ?? [] },
      renames)
    guard network != nil || !services.isEmpty else { return }
    for file in own {
      var edits: [Edit] = []
      if let (old, name) = network, file.names(network: old) {
        edits += networkEdits(of: file, old, name, among: own)
      }
      edits += serviceEdits(of: file, services, extending: names)
      guard !edits.isEmpty else { continue }
      files.append(
        Followed(
          path: file.path, before: file.file,
          after: FileTree.File(
            mode: file.file.mode, content: file.compose.text.applying(edits).bytes)))
    }
  }

  // MARK: Following

  private mutating func networkEdits(
    of file: Own, _ old: String, _ name: Name, among own: [Own]
  ) -> [Edit] {
    // One that a file declares itself is its own.
    guard !file.compose.declaresNetwork(old) else { return [] }
    let other = own.first {
      $0.compose.declaresNetwork(old) && ($0.isSelected || !file.isSelected)
    }
    if let other {
      add(file, .network, old, name, "\(other.path) declares `\(old)`, too")
      return []
    }
    do throws(EditingError) {
      return try file.compose.renameNetwork(from: old, to: name.new).edits
    } catch {
      add(file, .network, old, name, error.message, hasBoth: error.kind == .ambiguous)
      return []
    }
  }

  private mutating func serviceEdits(
    of file: Own, _ services: [String: Name], extending names: Set<String>
  ) -> [Edit] {
    guard let named = try? file.compose.namedServices(extending: names) else { return [] }
    let found = services.filter { old, _ in
      // What is run without the generated files may have a service of that name.
      named.contains(old)
        && (file.isSelected || (try? file.compose.hasWholeService(old)) == false)
    }
    guard !found.isEmpty else { return [] }
    do throws(EditingError) {
      return try file.compose.renamingServices(found.mapValues(\.new), extending: names)
    } catch {
      for (old, name) in found.sorted(by: { $0.key < $1.key }) {
        add(
          file, .service, old, name, error.message, hasBoth: file.compose.service(name.new) != nil)
      }
      return []
    }
  }

  private mutating func add(
    _ file: Own, _ kind: Unfollowed.Kind, _ old: String, _ name: Name, _ reason: String,
    hasBoth: Bool = false
  ) {
    unfollowed.append(
      Unfollowed(
        path: file.path, kind: kind, old: old, new: name.new, source: name.source, reason: reason,
        hasBoth: hasBoth))
  }

  // MARK: Reading

  private static func changes(
    _ comparison: Comparison, in folder: any FileSource
  ) throws(FileSystemError) -> [Change] {
    var changes: [Change] = []
    for decision in comparison.changes {
      guard case .compose = MergeMethod(decision.path), decision.version != .absent,
        let after = decision.new, after.mode.isFile,
        case .file? = try folder.kind(at: decision.path)
      else { continue }
      let before = try folder.file(at: decision.path)
      guard let old = try? ComposeFile(SourceText(before.content)),
        let new = try? ComposeFile(SourceText(after.content))
      else { continue }
      changes.append(Change(path: decision.path, before: old, after: new))
    }
    return changes
  }

  /// The compose files beside the generated ones, and those that are run with these.
  private static func own(
    besides generated: Set<TreePath>, in folder: any FileSource, below directory: TreeFolder,
    _ lists: [[TreePath]]
  ) throws(FileSystemError) -> [Own] {
    if let path = directory.path, try folder.kind(at: path) != .folder { return [] }
    let compose = ComposeFiles(DeployedFiles(folder).local)
    var selected = lists.joined().reduce(into: Set()) { $0.insert($1) }
    if let selection = try? ComposeSelection(in: ComposeFolder(directory.text), of: compose),
      selection.isNamed || selected.isEmpty
    {
      selected = Set(selection.files)
    }
    let beside = try folder.names(in: directory).compactMap { directory.entry($0) }
    var own: [Own] = []
    for path in Set(beside).union(selected).sorted() {
      guard path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"), !generated.contains(path),
        case .file? = try folder.kind(at: path)
      else { continue }
      let file = try folder.file(at: path)
      guard file.mode.isFile, let compose = try? ComposeFile(SourceText(file.content)) else {
        continue
      }
      own.append(
        Own(path: path, file: file, compose: compose, isSelected: selected.contains(path)))
    }
    return own
  }

  /// The one network of the generated files that gets another name.
  private static func network(
    _ changes: [Change], _ staying: [ComposeFile]
  ) -> (old: String, Name)? {
    var found: [String: [String: TreePath]] = [:]
    for change in changes {
      let renamed = try? ComposeFile.renamedNetwork(
        from: change.before.text, to: change.after.text)
      if let renamed = renamed ?? nil {
        found[renamed.from, default: [:]][renamed.to] = change.path
      }
    }
    guard found.count == 1, let (old, news) = found.first, news.count == 1, let new = news.first,
      // One that is declared still may be the one that is meant.
      !staying.contains(where: { $0.declaresNetwork(old) })
    else { return nil }
    return (old, Name(new: new.key, source: new.value))
  }

  /// The services of the generated files that get other names, as far as people's files name them.
  private static func services(
    _ changes: [Change], _ staying: [ComposeFile], namedBy own: [Set<String>],
    _ renames: () throws(UpgradeFailure) -> UpstreamRenames
  ) throws(UpgradeFailure) -> [String: Name] {
    let named = own.reduce(into: Set()) { $0.formUnion($1) }
    let gone = changes.flatMap { change in
      change.before.services.map { (old: $0.name, change) }
    }.filter { old, _ in named.contains(old) && !staying.contains { $0.service(old) != nil } }
    guard !gone.isEmpty else { return [:] }
    let known = try renames()
    var services: [String: Name] = [:]
    for (old, change) in gone {
      guard let new = known.compose[change.path]?.service(old),
        change.before.service(new) == nil, change.after.service(new) != nil
      else { continue }
      services[old] = Name(new: new, source: change.path)
    }
    return services
  }
}

extension OwnComposeFiles.Own {
  fileprivate func names(network: String) -> Bool {
    compose.services.contains { $0.networks.contains { $0.name == network } }
  }
}
