import Editing
import Findings
import GitKit
import PatchKit

extension PendingUpgrade {
  /// Reads a record, strictly: every key is there, and no other.
  ///
  /// - Throws: ``LockError``.
  public init(reading bytes: [UInt8], file: String = Self.fileName) throws(LockError) {
    let text = SourceText(bytes)
    let reader = LockReader(text: text, file: file)
    let document: YAMLDocument
    do {
      document = try YAMLDocument(text)
    } catch {
      throw reader.error(error.message, at: error.offset)
    }
    if let format = document.root["format"]?.string.flatMap({ Int($0) }), format > Self.format {
      throw reader.error(
        "the file has format \(format); this version knows format \(Self.format)", at: nil,
        kind: .newerFormat)
    }
    let root = try reader.mapping(
      document.root, of: "a pending upgrade",
      keys: ["format", "upstream", "patches", "files", "undecided", "replaced"])
    guard try reader.string(root[0], "format") == "\(Self.format)" else {
      throw reader.error("`format` must be \(Self.format), and is \(root[0].what)", at: root[0])
    }
    let upstream = try reader.upstream(root[1])
    let patches = try reader.id(root[2], "patches")
    var files: [MarkedFile] = []
    for node in try reader.items(root[3], "files") {
      let file = try reader.markedFile(node)
      guard !files.contains(where: { $0.path == file.path }) else {
        throw reader.error("`\(file.path)` stands twice", at: node)
      }
      files.append(file)
    }
    var undecided: [UndecidedFile] = []
    for node in try reader.items(root[4], "undecided") {
      let file = try reader.undecidedFile(node)
      guard !(files.map(\.path) + undecided.map(\.path)).contains(file.path) else {
        throw reader.error("`\(file.path)` stands twice", at: node)
      }
      undecided.append(file)
    }
    var replaced: [TreePath: FileVersion] = [:]
    for node in try reader.items(root[5], "replaced") {
      let values = try reader.mapping(node, of: "a file", keys: ["path", "mode", "blob"])
      let path = try reader.path(values[0])
      guard replaced[path] == nil else { throw reader.error("`\(path)` stands twice", at: node) }
      replaced[path] = try reader.version(values[1], values[2])
    }
    self.init(
      upstream: upstream, patches: patches, files: files, undecided: undecided,
      replaced: replaced)
  }

  /// The upgrade that a deployment has pending; `nil` when there is none.
  ///
  /// - Throws: ``UpgradeFailure`` when the record is there and cannot be read.
  public static func read(in deployment: Folder) throws(UpgradeFailure) -> PendingUpgrade? {
    try file(in: deployment)?.pending
  }

  /// The pending upgrade, with the file it stands in.
  static func file(
    in deployment: Folder
  ) throws(UpgradeFailure) -> (pending: PendingUpgrade, file: FileTree.File)? {
    guard let path = try? TreePath(fileName) else { return nil }
    let file: FileTree.File
    do throws(FileSystemError) {
      guard try deployment.entry(at: path) != nil else { return nil }
      file = try deployment.file(at: path)
    } catch {
      throw UpgradeFailure(error)
    }
    do throws(LockError) {
      return (try PendingUpgrade(reading: file.content), file)
    } catch {
      var finding = error.finding
      finding.code = .pendingUpgrade
      finding.advice = [
        "restore the deployment's files as they were before `--mark-conflicts`, then delete this one"
      ]
      throw UpgradeFailure([finding])
    }
  }
}

extension LockReader {
  fileprivate func items(_ node: YAMLNode, _ key: String) throws(LockError) -> [YAMLNode] {
    guard let items = node.items else {
      throw error("`\(key)` must be a list, and is \(node.what)", at: node)
    }
    return items
  }

  fileprivate func markedFile(_ node: YAMLNode) throws(LockError) -> PendingUpgrade.MarkedFile {
    let values = try mapping(
      node, of: "a file", keys: ["path", "marker-size", "marked", "conflicts"])
    let size = try string(values[1], "marker-size")
    guard let size = Int(size), (7...65_535).contains(size) else {
      throw error("`marker-size` must be a number from 7 to 65535: `\(size)`", at: values[1])
    }
    var conflicts: [PendingUpgrade.Conflict] = []
    for item in try items(values[3], "conflicts") { conflicts.append(try conflict(item)) }
    return PendingUpgrade.MarkedFile(
      path: try path(values[0]), markerSize: size, marked: try id(values[2], "marked"),
      conflicts: conflicts)
  }

  fileprivate func undecidedFile(
    _ node: YAMLNode
  ) throws(LockError) -> PendingUpgrade.UndecidedFile {
    let values = try mapping(
      node, of: "a file", keys: ["path", "conflict", "base", "ours", "theirs", "file"])
    guard let conflict = Resolution.Conflict(rawValue: try string(values[1], "conflict")) else {
      let kinds = Resolution.Conflict.allCases.map { "`\($0.rawValue)`" }
      throw error("`conflict` is one of \(kinds.joined(separator: ", "))", at: values[1])
    }
    let file = try mapping(values[5], of: "a file", keys: ["mode", "blob"])
    func optional(_ node: YAMLNode, _ key: String) throws(LockError) -> ObjectID? {
      node.isNull ? nil : try id(node, key)
    }
    return PendingUpgrade.UndecidedFile(
      path: try path(values[0]), conflict: conflict,
      sides: Resolution.Sides(
        base: try optional(values[2], "base"), ours: try optional(values[3], "ours"),
        theirs: try optional(values[4], "theirs")), version: try version(file[0], file[1]))
  }

  fileprivate func version(_ mode: YAMLNode, _ blob: YAMLNode) throws(LockError) -> FileVersion {
    mode.isNull && blob.isNull ? .absent : .file(try self.mode(mode), try id(blob, "blob"))
  }

  private func conflict(_ node: YAMLNode) throws(LockError) -> PendingUpgrade.Conflict {
    let values = try mapping(
      node, of: "a conflict",
      keys: ["kind", "node", "base", "ours", "theirs", "before", "after"])
    guard let kind = MergeConflict.Kind(rawValue: try string(values[0], "kind")) else {
      let kinds = MergeConflict.Kind.allCases.map { "`\($0.rawValue)`" }
      throw error("`kind` is one of \(kinds.joined(separator: ", "))", at: values[0])
    }
    return PendingUpgrade.Conflict(
      node: values[1].isNull ? nil : try string(values[1], "node"), kind: kind,
      base: try text(values[2], "base"), ours: try text(values[3], "ours"),
      theirs: try text(values[4], "theirs"), before: try text(values[5], "before"),
      after: try text(values[6], "after"))
  }

  /// A text that may be empty.
  private func text(_ node: YAMLNode, _ key: String) throws(LockError) -> String {
    guard let string = node.string, !node.isNull else {
      throw error("`\(key)` must be a text, and is \(node.what)", at: node)
    }
    return string
  }
}
