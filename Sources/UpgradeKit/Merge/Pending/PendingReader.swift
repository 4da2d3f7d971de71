import Editing
import GitKit
import PatchKit

/// Reads the files of a pending upgrade.
struct PendingReader {
  let reader: LockReader
  /// What tells the conflicts' files and releases.
  let context: MergeContext
  /// Whether the record has format 1.
  let isOld: Bool

  func markedFile(_ node: YAMLNode) throws(LockError) -> PendingUpgrade.MarkedFile {
    let values = try reader.mapping(
      node, of: "a file", keys: ["path", "marker-size", "marked", "conflicts"])
    let size = try reader.string(values[1], "marker-size")
    guard let size = Int(size), (7...65_535).contains(size) else {
      throw reader.error("`marker-size` must be a number from 7 to 65535: `\(size)`", at: values[1])
    }
    let path = try reader.path(values[0])
    var conflicts: [Conflict<[UInt8]>] = []
    for item in try reader.items(values[3], "conflicts") {
      conflicts.append(try conflict(item, context.subject(path)))
    }
    return PendingUpgrade.MarkedFile(
      path: path, markerSize: size, marked: try reader.id(values[2], "marked"),
      conflicts: conflicts)
  }

  func undecidedFile(_ node: YAMLNode) throws(LockError) -> PendingUpgrade.UndecidedFile {
    let values = try reader.mapping(
      node, of: "a file",
      keys: ["path", "conflict", "base", "ours", "theirs", "file"] + (isOld ? [] : ["id"]))
    let path = try reader.path(values[0])
    let file = try reader.mapping(values[5], of: "a file", keys: ["mode", "blob"])
    func optional(_ node: YAMLNode, _ key: String) throws(LockError) -> ObjectID? {
      node.isNull ? nil : try reader.id(node, key)
    }
    let conflict = Conflict(
      MergeSubject(file: context.subject(path).file), .file, try kind(values[1], "conflict"),
      base: try optional(values[2], "base"), ours: try optional(values[3], "ours"),
      theirs: try optional(values[4], "theirs"))
    return PendingUpgrade.UndecidedFile(
      path: path, id: isOld ? conflict.mark : try reader.string(values[6], "id"),
      conflict: conflict, version: try reader.version(file[0], file[1]))
  }

  /// A file that was written or removed.
  ///
  /// - Parameter isRestorable: whether the record says what the upgrade wrote.
  func replacement(
    _ node: YAMLNode, isRestorable: Bool
  ) throws(LockError) -> (path: TreePath, file: PendingUpgrade.Replacement) {
    let values = try reader.mapping(
      node, of: "a file",
      keys: isRestorable ? ["path", "before", "after"] : ["path", "mode", "blob"])
    let path = try reader.path(values[0])
    guard isRestorable else {
      let before = try reader.version(values[1], values[2])
      return (path, PendingUpgrade.Replacement(before: before, after: nil))
    }
    func version(_ node: YAMLNode) throws(LockError) -> FileVersion {
      let values = try reader.mapping(node, of: "a file", keys: ["mode", "blob"])
      return try reader.version(values[0], values[1])
    }
    let before = try version(values[1])
    let after = values[2].isNull ? nil : try version(values[2])
    return (path, PendingUpgrade.Replacement(before: before, after: after))
  }

  /// What a file had in it, with its id.
  func content(_ node: YAMLNode) throws(LockError) -> (id: ObjectID, bytes: [UInt8]) {
    let values = try reader.mapping(node, of: "a content", keys: ["blob", "base64"])
    let id = try reader.id(values[0], "blob")
    guard let text = values[1].string, let bytes = Base64.decoded(text.utf8),
      ObjectID.ofBlob(bytes) == id
    else {
      throw reader.error("`base64` must be the bytes that `blob` is the id of", at: values[1])
    }
    return (id, bytes)
  }

  private func conflict(
    _ node: YAMLNode, _ subject: MergeSubject
  ) throws(LockError) -> Conflict<[UInt8]> {
    let values = try reader.mapping(
      node, of: "a conflict",
      keys: ["kind", "node", "base", "ours", "theirs", "before", "after"]
        + (isOld ? [] : ["lines-after", "id"]))
    func side(_ node: YAMLNode, _ key: String) throws(LockError) -> [UInt8]? {
      let text = try text(node, key)
      return text.isEmpty ? nil : Array(text.utf8)
    }
    func lines(_ node: YAMLNode, _ key: String) throws(LockError) -> [String] {
      ConflictSurroundings.lines(of: Array(try text(node, key).utf8))
    }
    let surroundings = ConflictSurroundings(
      before: try lines(values[5], "before"), after: try lines(values[6], "after"))
    let scope: ConflictScope
    if !values[1].isNull {
      scope = .node(try reader.string(values[1], "node"))
    } else {
      scope = .lines(
        after: isOld ? surroundings.lineAbove : try text(values[7], "lines-after"))
    }
    let conflict = Conflict(
      subject, scope, try kind(values[0], "kind"), base: try side(values[2], "base"),
      ours: try side(values[3], "ours"), theirs: try side(values[4], "theirs"),
      surroundings: surroundings)
    if !isOld, try reader.string(values[8], "id") != conflict.id {
      throw reader.error(
        "the id is of another conflict: this one's is \(conflict.id)", at: values[8])
    }
    return conflict
  }

  private func kind(_ node: YAMLNode, _ key: String) throws(LockError) -> ConflictKind {
    let word = try reader.string(node, key)
    let known = ConflictKind.allCases.first { kind in
      // In format 1 a marked conflict's kind was written as Swift's case.
      kind.rawValue == word || (isOld && "\(kind)" == word)
    }
    guard let known else {
      let kinds = ConflictKind.allCases.map { "`\($0.rawValue)`" }
      throw reader.error("`\(key)` is one of \(kinds.joined(separator: ", "))", at: node)
    }
    return known
  }

  /// A text that may be empty.
  private func text(_ node: YAMLNode, _ key: String) throws(LockError) -> String {
    guard let string = node.string, !node.isNull else {
      throw reader.error("`\(key)` must be a text, and is \(node.what)", at: node)
    }
    return string
  }
}

extension LockReader {
  func items(_ node: YAMLNode, _ key: String) throws(LockError) -> [YAMLNode] {
    guard let items = node.items else {
      throw error("`\(key)` must be a list, and is \(node.what)", at: node)
    }
    return items
  }

  func version(_ mode: YAMLNode, _ blob: YAMLNode) throws(LockError) -> FileVersion {
    mode.isNull && blob.isNull ? .absent : .file(try self.mode(mode), try id(blob, "blob"))
  }

  func release(_ node: YAMLNode, _ key: String) throws(LockError) -> ReleaseName? {
    guard !node.isNull else { return nil }
    let name = try string(node, key)
    guard let release = ReleaseName(name) else {
      throw error("`\(key)` must be the name of a release, and is `\(name)`", at: node)
    }
    return release
  }
}
