import Editing
import GitKit
import PatchKit

/// A file of people's own, or a local edit of a generated one, with the words in it: it may use a variable of `.env`
/// without any compose file's doing.
struct OwnFile {
  let path: TreePath
  private let words: Set<[UInt8]>
  /// Whether it is a compose file: these give containers whole files of variables, too.
  private let isCompose: Bool

  /// Reads a file; `nil` for one that uses no variables: text for people, files of variables, backups, no text at all.
  ///
  /// - Parameter generated: what is generated there; `nil` for nothing.
  init?(_ file: FileTree.File, at path: TreePath, generated: FileTree.File?) {
    guard file.mode.isFile, file.content != generated?.content,
      file.content.count <= Self.mostBytes, !Self.isAside(path), !file.content.contains(0)
    else { return nil }
    self.path = path
    let isCompose = path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml")
    func words(of content: [UInt8]) -> Set<[UInt8]> {
      Self.words(of: isCompose ? Self.said(in: content) : content)
    }
    self.isCompose = isCompose
    self.words = words(of: file.content).subtracting(generated.map { words(of: $0.content) } ?? [])
  }

  /// Whether a variable is named in it, or a container may be given it by a whole file of them.
  func uses(_ name: String) -> Bool { names(name) || (isCompose && words.contains(Self.wholeFile)) }

  /// Whether a variable is named in it.
  func names(_ name: String) -> Bool { words.contains(Array(name.utf8)) }

  /// Larger ones are no scripts.
  private static let mostBytes = 256 << 10

  private static let wholeFile = Array("env_file".utf8)

  /// What people read rather than programs, and what was put aside.
  private static let aside = [
    "md", "txt", "rst", "adoc", "html", "log", "bak", "orig", "rej", "lock", "example",
  ]

  private static func isAside(_ path: TreePath) -> Bool {
    let name = path.name
    guard !name.hasPrefix(".env"), !name.hasSuffix(".env"), name != "upstream-lock.yaml",
      !name.hasSuffix("~")
    else { return true }
    return name.split(separator: ".").dropFirst().last.map { aside.contains(String($0)) } ?? false
  }

  /// What a compose file says, without its comments; all of one that can't be read.
  private static func said(in content: [UInt8]) -> [UInt8] {
    guard let document = try? YAMLDocument(SourceText(content)) else { return content }
    func texts(_ node: YAMLNode) -> [String] {
      [node.string].compactMap(\.self) + (node.items ?? []).flatMap(texts)
        + (node.pairs ?? []).flatMap { texts($0.key) + texts($0.value) }
    }
    return Array(texts(document.root).joined(separator: "\n").utf8)
  }

  private static func words(of bytes: [UInt8]) -> Set<[UInt8]> {
    Set(
      bytes.split { byte in
        !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x5F)
      }.map(Array.init))
  }
}

extension DeployedState {
  /// The files of people's own in the deployment's folder, and what they edited in generated ones.
  ///
  /// Folders of more files than are looked through have none, nor has a patch set.
  func ownFiles(besides generated: FileTree) throws(UpgradeFailure) -> [OwnFile] {
    let directory = model.directory
    let paths = try deployedPaths()
    let patchSets = paths.filter { $0.name == "patchset.yaml" }.map(\.folder)
    return paths.compactMap { path in
      guard !patchSets.contains(where: { !$0.isEmpty && path.isInside($0) }),
        case .file(let file) = files[path]
      else { return nil }
      let own = path.isInside(directory.text) ? generated[path.below(directory)] : nil
      return OwnFile(file, at: path, generated: own)
    }
  }
}
