import GitKit
import PatchKit

/// The file that a resolution is written to before it takes its place. A run that was killed leaves it behind: it is no
/// part of the patch set, and the next `resolve` removes it.
enum ResolutionDraft {
  private static let suffix = ".confomeet-upgrade"

  /// The draft's path, of a resolution's in the patch set.
  static func path(for path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    return "\(path[..<start]).\(path[start...])\(suffix)"
  }

  /// Whether a file of the patch set is one.
  static func isOne(_ path: TreePath) -> Bool {
    guard path.isInside(Resolution.folder), let name = path.components.last else { return false }
    return name.hasPrefix(".") && name.hasSuffix(suffix)
  }

  /// Removes those that are in a patch set's folder.
  static func removeAll(in folder: Folder) throws(FileSystemError) {
    guard let path = try? TreePath(Resolution.folder), try folder.entry(at: path)?.kind == .folder
    else { return }
    for file in try folder.folder(path).listing().paths where isOne(path.appending(file)) {
      try folder.remove(path.appending(file).text)
    }
  }
}
