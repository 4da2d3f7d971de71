/// A path inside a tree: relative, `/` between names, and no way out of the tree.
public struct TreePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path as text, for example `jibri/rootfs/defaults/jibri.conf`.
  public let text: String

  /// Makes a path of text that comes from outside.
  ///
  /// - Throws: ``TreePathError`` for an empty or absolute path, an empty, `.` or `..` component, a component that
  ///   git itself would read as its own folder (`.git`), and control characters.
  public init(_ text: String) throws(TreePathError) {
    guard !text.isEmpty else { throw .empty }
    // By bytes throughout: a slash and a combining accent are one `Character`, and two different file names can be equal
    // as strings; the file system and git see bytes.
    guard text.utf8.first != Self.slash else { throw .absolute(text) }
    for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar.value == 0x7F {
      throw .controlCharacter(text)
    }
    guard !text.utf8.contains(UInt8(ascii: "\\")) else { throw .backslash(text) }
    for component in text.utf8.split(separator: Self.slash, omittingEmptySubsequences: false) {
      switch Substring(component) {
      case "": throw .emptyComponent(text)
      case ".", "..": throw .leavesTree(text)
      default:
        if Substring(component).lowercased() == ".git" { throw .gitFolder(text) }
      }
    }
    self.text = text
  }

  private init(unchecked text: String) {
    self.text = text
  }

  /// The path of an entry in the folder that this path names.
  public func appending(_ path: TreePath) -> TreePath {
    TreePath(unchecked: text + "/" + path.text)
  }

  /// The folders that the entry lies in, inner ones first.
  public var folders: [TreePath] {
    text.utf8.indices.reversed().filter { text.utf8[$0] == Self.slash }
      .map { TreePath(unchecked: String(text[..<$0])) }
  }

  /// The names between the slashes.
  public var components: [Substring] { text.utf8.split(separator: Self.slash).map(Substring.init) }

  /// The last name.
  public var name: Substring { components.last ?? Substring(text) }

  /// The path of the folder that holds this entry; empty at the top level.
  public var folder: String {
    guard let slash = text.utf8.lastIndex(of: Self.slash) else { return "" }
    return String(text[..<slash])
  }

  /// Whether the entry lies in `folder` or below it; every path lies in the empty one.
  public func isInside(_ folder: String) -> Bool {
    guard !folder.isEmpty else { return true }
    guard text.utf8.starts(with: folder.utf8) else { return false }
    let rest = text.utf8.dropFirst(folder.utf8.count)
    return rest.isEmpty || rest.first == Self.slash
  }

  /// The path as text.
  public var description: String { text }

  /// Whether the bytes are the same.
  public static func == (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// The order of git's trees flattened: by bytes.
  public static func < (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  private static let slash = UInt8(ascii: "/")
}

/// Why a text is not a path inside a tree.
public enum TreePathError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case absolute(String)
  case emptyComponent(String)
  case leavesTree(String)
  case gitFolder(String)
  case controlCharacter(String)
  case backslash(String)

  /// The rule that is not met, with the path.
  public var description: String {
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
