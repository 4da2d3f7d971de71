import Editing
import GitKit

/// Where an image's files read environment variables.
struct EnvironmentReaders {
  /// A place where a variable is read.
  struct Reader: CustomStringConvertible {
    let path: TreePath
    let line: Int

    var description: String { "\(path):\(line)" }
  }

  private let readers: [String: [Reader]]

  /// Looks through the files below `rootfs`: templates for `.Env.NAME`, scripts for `$NAME`.
  init(of files: FileTree) {
    var readers: [String: [Reader]] = [:]
    for path in files.paths where path.components.contains("rootfs") {
      guard let file = files[path], file.mode.isFile else { continue }
      let text = SourceText(file.content)
      for (name, offset) in Self.reads(in: text, isScript: Self.isScript(file)) {
        readers[name, default: []].append(
          Reader(path: path, line: text.position(at: offset).line))
      }
    }
    self.readers = readers
  }

  /// The first place, by path, where a variable is read.
  func first(of name: String) -> Reader? { readers[name]?.first }

  private static func isScript(_ file: FileTree.File) -> Bool {
    file.content.starts(with: Array("#!".utf8))
  }

  private static func reads(in text: SourceText, isScript: Bool) -> [(String, Int)] {
    if isScript {
      return ShellScript(text).reads.filter { !$0.isAssigned }.map { ($0.name, $0.offset) }
    }
    // What is no template has no actions.
    guard let template = try? GoTemplate(text) else { return [] }
    return template.environmentReads.map { ($0.name, $0.offset) }
  }
}
