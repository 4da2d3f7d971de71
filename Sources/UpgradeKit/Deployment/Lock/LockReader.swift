import Editing
import GitKit
import Secrets

/// Takes the values out of a lock's nodes, and says where one is not as it must be.
struct LockReader {
  let text: SourceText
  let file: String

  /// The values of a mapping, in the order of the keys, all of which must be there.
  ///
  /// - Parameter optional: keys that may be there as well.
  func mapping(
    _ node: YAMLNode, of name: String, keys: [String], optional: [String] = []
  ) throws(LockError) -> [YAMLNode] {
    guard let pairs = node.pairs else {
      throw error("\(name) must be a mapping, and is \(node.what)", at: node)
    }
    for pair in pairs {
      guard let key = pair.key.string, keys.contains(key) || optional.contains(key) else {
        let found = pair.key.string.map { "`\($0)`" } ?? pair.key.what
        let known = (keys + optional).map { "`\($0)`" }.joined(separator: ", ")
        throw error("\(name) has the keys \(known), and not \(found)", at: pair.key)
      }
    }
    var values: [YAMLNode] = []
    for key in keys {
      guard let value = node[key] else {
        throw error("\(name) must have the key `\(key)`", at: node)
      }
      values.append(value)
    }
    return values
  }

  func string(_ node: YAMLNode, _ key: String) throws(LockError) -> String {
    guard let string = node.string, !node.isNull, !string.isEmpty else {
      throw error("`\(key)` must be a text, and is \(node.what)", at: node)
    }
    return string
  }

  func id(_ node: YAMLNode, _ key: String) throws(LockError) -> ObjectID {
    let text = try string(node, key)
    guard let id = ObjectID(hex: text) else {
      throw error(
        "`\(key)` must have 40 hexadecimal digits: `\(SecretMask.masked(value: text))`", at: node)
    }
    return id
  }

  func mode(_ node: YAMLNode) throws(LockError) -> FileMode {
    let text = try string(node, "mode")
    guard let mode = FileMode(octal: text), mode.isFile, mode.octal == text else {
      throw error(
        "`mode` must be \"100644\" or \"100755\": `\(SecretMask.masked(value: text))`", at: node)
    }
    return mode
  }

  /// - Parameter format: the lock's: format 2 knows no file that stays upstream's.
  func base(_ node: YAMLNode, _ format: Int) throws(LockError) -> Lock.Base {
    let text = try string(node, "base")
    let bases = Lock.Base.allCases.filter { format > 2 || $0 != .upstreamOnly }
    guard let base = bases.first(where: { $0.rawValue == text }) else {
      let known = bases.map { "`\($0.rawValue)`" }.joined(separator: " or ")
      throw error("`base` must be \(known): `\(SecretMask.masked(value: text))`", at: node)
    }
    return base
  }

  func path(_ node: YAMLNode) throws(LockError) -> TreePath {
    guard let text = node.string else {
      throw error("a path must be a text, and is \(node.what)", at: node)
    }
    do {
      return try TreePath(text)
    } catch {
      throw self.error(error.description, at: node)
    }
  }

  func folder(_ node: YAMLNode) throws(LockError) -> TreeFolder {
    node.string == "." ? .top : TreeFolder(try path(node))
  }

  func error(_ message: String, at node: YAMLNode) -> LockError {
    error(message, at: node.span.lowerBound)
  }

  func error(
    _ message: String, at offset: Int?, kind: LockError.Kind = .malformed
  ) -> LockError {
    LockError(
      kind: kind, file: file, position: offset.map(text.position), message: message,
      excerpt: offset.map { offset in
        // People may have written anything into it, for example while merging branches.
        let line = text.line(text.lineIndex(at: offset))
        let name = line.prefix { $0 != ":" }
        return name.count < line.count
          ? name + ": "
            + SecretMask.masked(value: String(line.dropFirst(name.count + 1).drop { $0 == " " }))
          : SecretMask(path: file).masked(piece: line)
      })
  }
}

extension YAMLNode {
  /// What the node is, for the end of a sentence.
  var what: String {
    switch content {
    case .scalar(let scalar):
      scalar.isNull ? "empty" : "`\(SecretMask.masked(value: scalar.value))`"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
