import Glibc

/// A path inside a tree: relative, `/` between names, and no way out of the tree.
package struct TreePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as text, for example `jibri/rootfs/defaults/jibri.conf`.
  package let text: String

  /// Makes a path of text that comes from outside.
  ///
  /// - Throws: ``TreePathError`` for an empty or absolute path, an empty, `.` or `..` component, a component that
  ///   git itself would read as its own folder (`.git`), and control characters.
  package init(_ text: String) throws(TreePathError) {
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.first != Self.slash else { throw .absolute(text) }
    // Bytes, not characters: a slash and a combining accent are one character, and two names for the file system.
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F { throw .controlCharacter(text) }
      if byte == UInt8(ascii: "\\") { throw .backslash(text) }
    }
    for component in text.utf8.split(separator: Self.slash, omittingEmptySubsequences: false) {
      if component.isEmpty { throw .emptyComponent(text) }
      // The names that are refused begin with a dot and have four bytes at most.
      guard component.first == UInt8(ascii: "."), component.count <= 4 else { continue }
      switch String(Substring(component)).lowercased() {
      case ".", "..": throw .leavesTree(text)
      case ".git": throw .gitFolder(text)
      default: continue
      }
    }
    self.text = text
  }

  private init(unchecked text: String) {
    self.text = text
  }

  /// The path of an entry in the folder that this path names.
  package func appending(_ path: TreePath) -> TreePath {
    TreePath(unchecked: text + "/" + path.text)
  }

  /// The folders that the entry lies in, inner ones first.
  package var folders: [TreePath] {
    text.utf8.indices.reversed().filter { text.utf8[$0] == Self.slash }
      .map { TreePath(unchecked: String(text[..<$0])) }
  }

  /// Makes a path of a folder's and a name in it, both of which are known to be good.
  init(folder: String, name: String) {
    text = folder.isEmpty ? name : folder + "/" + name
  }

  /// The names between the slashes.
  package var components: [Substring] {
    text.utf8.split(separator: Self.slash).map { Substring($0) }
  }

  /// The last name.
  package var name: Substring {
    guard let slash = text.utf8.lastIndex(of: Self.slash) else { return text[...] }
    return Substring(text.utf8[text.utf8.index(after: slash)...])
  }

  /// The path of the folder that holds this entry; empty at the top level.
  package var folder: String {
    guard let slash = text.utf8.lastIndex(of: Self.slash) else { return "" }
    return String(Substring(text.utf8[..<slash]))
  }

  /// The name of the folder at the top that the entry lies in; empty at the top level.
  package var topFolder: Substring {
    guard let slash = text.utf8.firstIndex(of: Self.slash) else { return "" }
    return text[..<slash]
  }

  /// Whether the entry lies in `folder` or below it; every path lies in the empty one.
  package func isInside(_ folder: String) -> Bool {
    folder.isEmpty || text == folder || text.utf8.starts(with: (folder + "/").utf8)
  }

  /// The path as text.
  package var description: String { text }

  /// Whether the bytes are the same.
  package static func == (left: TreePath, right: TreePath) -> Bool {
    left.compare(right) == 0
  }

  /// The order of git's trees flattened: by bytes.
  package static func < (left: TreePath, right: TreePath) -> Bool {
    left.compare(right) < 0
  }

  /// How the bytes compare: negative where the other path comes later, 0 where they are the same.
  private func compare(_ other: TreePath) -> Int {
    var (own, others) = (text, other.text)
    return own.withUTF8 { own in
      others.withUTF8 { others in
        guard let left = own.baseAddress, let right = others.baseAddress else {
          return own.count - others.count
        }
        let order = memcmp(left, right, min(own.count, others.count))
        return order == 0 ? own.count - others.count : Int(order)
      }
    }
  }

  private static let slash = UInt8(ascii: "/")
}

/// Why a text is not a path inside a tree.
package enum TreePathError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case absolute(String)
  case emptyComponent(String)
  case leavesTree(String)
  case gitFolder(String)
  case controlCharacter(String)
  case backslash(String)

  /// The rule that is not met, with the path.
  package var description: String {
    switch self {
    case .empty: "a path must not be empty"
    case .absolute(let path): "a path must be relative: `\(path)`"
    case .emptyComponent(let path): "a path must not have an empty part: `\(path)`"
    case .leavesTree(let path): "a path must not have a part `.` or `..`: `\(path)`"
    case .gitFolder(let path): "a path must not lead into `.git`: `\(path)`"
    case .controlCharacter(let path):
      "a path must not have a control character: \(path.debugDescription)"
    case .backslash(let path): "a path must not have a backslash: `\(path)`"
    }
  }
}
