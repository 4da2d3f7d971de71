import Editing
import GitKit

extension Lock {
  /// Reads a lock, of this format or an older one, strictly: every key is there, and no other.
  ///
  /// - Parameter file: the lock's path, for messages.
  /// - Throws: ``LockError``.
  package init(reading bytes: [UInt8], file: String) throws(LockError) {
    let text = SourceText(bytes)
    let reader = LockReader(text: text, file: file)
    let document: YAMLDocument
    do {
      document = try YAMLDocument(text)
    } catch {
      if let conflict = text.lineStarts.first(where: { bytes[$0...].starts(with: "<<<<<<<".utf8) })
      {
        throw reader.error(
          "a merge has left both sides here: keep one of them, whole", at: conflict)
      }
      throw reader.error(error.message, at: error.offset)
    }
    let format = try reader.format(document.root)
    let root = try reader.mapping(
      document.root, of: "a lock", keys: ["format", "upstream", "patches", "generated"])
    upstream = try reader.upstream(root[1], format: format)
    patches = try reader.patches(root[2])
    generated = try reader.generated(root[3], format: format)
  }
}

extension LockReader {
  func format(_ root: YAMLNode) throws(LockError) -> Int {
    guard let node = root["format"] else {
      throw error("a lock must have the key `format`", at: nil)
    }
    guard let text = node.string, let format = Int(text), format > 0 else {
      throw error("`format` must be a number, and is \(node.what)", at: node.span.lowerBound)
    }
    guard format <= Lock.newestFormat else {
      throw error(
        "the lock has format \(format); this version knows format \(Lock.newestFormat)",
        at: node.span.lowerBound, kind: .newerFormat)
    }
    return format
  }

  /// - Parameter format: the lock's; none for a file that names a release in any case.
  func upstream(_ node: YAMLNode, format: Int = 1) throws(LockError) -> Lock.Upstream {
    let values = try mapping(node, of: "`upstream`", keys: ["url", "tag", "commit", "tag-object"])
    return Lock.Upstream(
      url: try string(values[0], "url"),
      tag: isUnreleased(values[1], format) ? nil : try string(values[1], "tag"),
      commit: try id(values[2], "commit"),
      tagObject: values[3].isNull ? nil : try id(values[3], "tag-object"))
  }

  /// Whether there is no tag, and need be none: `null`, rather than nothing at all.
  private func isUnreleased(_ tag: YAMLNode, _ format: Int) -> Bool {
    format > 1 && tag.isNull && !tag.span.isEmpty
  }

  func patches(_ node: YAMLNode) throws(LockError) -> Lock.Patches {
    let values = try mapping(node, of: "`patches`", keys: ["set", "tree", "applied"])
    guard let items = values[2].items else {
      throw error("`applied` must be a list, and is \(values[2].what)", at: values[2])
    }
    var applied: [Lock.AppliedPatch] = []
    for item in items {
      let values = try mapping(item, of: "an applied patch", keys: ["id", "variant"])
      applied.append(
        Lock.AppliedPatch(
          id: try string(values[0], "id"), variant: try string(values[1], "variant")))
    }
    return Lock.Patches(
      set: try string(values[0], "set"), tree: try id(values[1], "tree"), applied: applied)
  }

  func generated(_ node: YAMLNode, format: Int) throws(LockError) -> Lock.Generated {
    let values = try mapping(node, of: "`generated`", keys: ["directory", "tree", "files"])
    guard let pairs = values[2].pairs else {
      throw error("`files` must be a mapping, and is \(values[2].what)", at: values[2])
    }
    var files: [TreePath: Lock.GeneratedFile] = [:]
    for pair in pairs {
      let path = try path(pair.key)
      // Format 1 knows one base.
      let values = try mapping(
        pair.value, of: "a file", keys: ["mode", "blob"], optional: format > 1 ? ["base"] : [])
      files[path] = Lock.GeneratedFile(
        mode: try mode(values[0]), blob: try id(values[1], "blob"),
        base: try pair.value["base"].map { (node) throws(LockError) in try base(node, format) }
          ?? .generated)
    }
    for path in files.keys.sorted() {
      for folder in path.folders where files[folder] != nil {
        let key = pairs.first { $0.key.string == path.text }?.key
        throw error("`\(path)` lies in `\(folder)`, which is a file", at: key?.span.lowerBound)
      }
    }
    return Lock.Generated(
      directory: try folder(values[0]), tree: try id(values[1], "tree"), files: files)
  }
}
