import GitKit
import Reports

/// The settings of a file that name another folder of a service's data than before.
struct DataFolderChanges {
  /// The lines, before and after.
  let lines: [Consequence.Change]
  /// The folders in them, before and after.
  let moves: [(from: String, to: String)]

  /// Compares two versions of a file.
  ///
  /// - Parameter mounts: the container paths of what outlives a container.
  init(from old: FileTree.File?, to new: FileTree.File?, mounts: Set<String>) {
    let (before, after) = (Self.settings(in: old, mounts), Self.settings(in: new, mounts))
    var lines: [Consequence.Change] = []
    var moves: [(from: String, to: String)] = []
    for (name, setting) in before.sorted(by: { $0.key < $1.key }) {
      guard let now = after[name], now.path != setting.path else { continue }
      lines.append(Consequence.Change(from: setting.line, to: now.line))
      moves.append((setting.path, now.path))
    }
    (self.lines, self.moves) = (lines, moves)
  }

  /// A line that gives a name a folder.
  private struct Setting {
    let line: String
    let path: String
  }

  /// The lines `name = "/folder"` and `NAME=/folder` with a folder that is mounted, by name; none that stands twice.
  private static func settings(
    in file: FileTree.File?, _ mounts: Set<String>
  ) -> [String: Setting] {
    guard let file, file.mode.isFile else { return [:] }
    var settings: [String: Setting] = [:]
    var doubled: Set<String> = []
    for line in file.content.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self)
      guard let equals = text.firstIndex(of: "=") else { continue }
      let name = text[..<equals].split(separator: " ").joined(separator: " ")
      let value = text[text.index(after: equals)...].drop { " \"'".contains($0) }
      let path = String(value.prefix { !" \"';".contains($0) })
      let isKept = mounts.contains { path == $0 || path.hasPrefix($0 + "/") }
      guard isKept, !name.isEmpty, name.utf8.allSatisfy(isOfName) else { continue }
      let shown = text.split(separator: " ").joined(separator: " ")
      if settings.updateValue(Setting(line: shown, path: path), forKey: name) != nil {
        doubled.insert(name)
      }
    }
    return settings.filter { !doubled.contains($0.key) }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
