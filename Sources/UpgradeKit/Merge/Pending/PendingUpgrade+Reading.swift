import Editing
import Findings
import GitKit
import PatchKit

extension PendingUpgrade {
  /// Reads a record, strictly: every key is there, and no other.
  ///
  /// Earlier versions wrote format 1, which has no ids, and kinds by other words, and format 2, which lacks what the
  /// upgrade wrote.
  ///
  /// - Throws: ``LockError``.
  package init(reading bytes: [UInt8], file: String = Self.fileName) throws(LockError) {
    let text = SourceText(bytes)
    let reader = LockReader(text: text, file: file)
    let document: YAMLDocument
    do {
      document = try YAMLDocument(text)
    } catch {
      throw reader.error(error.message, at: error.offset)
    }
    let stated = document.root["format"]?.string
    let format = stated.flatMap { Int($0) }
    if let format, format > Self.format {
      throw reader.error(
        "the file has format \(format); this version knows format \(Self.format)", at: nil,
        kind: .newerFormat)
    }
    let isOld = stated == "1"
    let isRestorable = stated != "1" && stated != "2"
    let known = ["format", "upstream", "patches", "files", "undecided", "replaced"]
    let root = try reader.mapping(
      document.root, of: "a pending upgrade",
      keys: known + (isOld ? [] : ["from", "directory"]) + (isRestorable ? ["contents"] : []))
    guard let format, format > 0, stated == "\(format)" else {
      throw reader.error(
        "`format` must be a number from 1 to \(Self.format), and is \(root[0].what)", at: root[0])
    }
    let upstream = try reader.upstream(root[1])
    let patches = try reader.id(root[2], "patches")
    let from = isOld ? nil : try reader.release(root[6], "from")
    let directory = isOld || root[7].isNull ? nil : try reader.folder(root[7])
    let record = PendingReader(
      reader: reader,
      context: MergeContext(from: from, to: upstream.release, below: directory),
      isOld: isOld)
    var files: [MarkedFile] = []
    for node in try reader.items(root[3], "files") {
      let file = try record.markedFile(node)
      guard !files.contains(where: { $0.path == file.path }) else {
        throw reader.error("`\(file.path)` stands twice", at: node)
      }
      files.append(file)
    }
    var undecided: [UndecidedFile] = []
    for node in try reader.items(root[4], "undecided") {
      let file = try record.undecidedFile(node)
      guard !(files.map(\.path) + undecided.map(\.path)).contains(file.path) else {
        throw reader.error("`\(file.path)` stands twice", at: node)
      }
      undecided.append(file)
    }
    var replaced: [TreePath: Replacement] = [:]
    for node in try reader.items(root[5], "replaced") {
      let (path, file) = try record.replacement(node, isRestorable: isRestorable)
      guard replaced[path] == nil else { throw reader.error("`\(path)` stands twice", at: node) }
      replaced[path] = file
    }
    var contents: [ObjectID: [UInt8]] = [:]
    for node in isRestorable ? try reader.items(root[8], "contents") : [] {
      let (id, bytes) = try record.content(node)
      contents[id] = bytes
    }
    self.init(
      upstream: upstream, from: from, below: directory, patches: patches, files: files,
      undecided: undecided, replaced: replaced, contents: contents)
  }

  /// The upgrade that a deployment has pending; `nil` when there is none.
  ///
  /// - Throws: ``UpgradeFailure`` when the record is there and cannot be read.
  package static func read(in deployment: Folder) throws(UpgradeFailure) -> PendingUpgrade? {
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
