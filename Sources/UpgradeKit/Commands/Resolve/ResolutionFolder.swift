import Findings
import GitKit
import PatchKit

/// The folder of a patch set's resolutions, to write into.
struct ResolutionFolder {
  private let folder: Folder
  private let known: [Resolution]
  private let name: String

  /// Opens the folder of a patch set.
  init(_ path: String, of patchSet: PatchSet) throws(UpgradeFailure) {
    known = patchSet.resolutions
    name = PatchSetFolder.shownName(path)
    do throws(FileSystemError) {
      folder = try Folder(at: path)
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// Removes what a run that was killed has left in a patch set's folder, wherever that is.
  static func recover(_ path: String) throws(UpgradeFailure) {
    do throws(FileSystemError) {
      guard let folder = try Folder.ifThere(at: path) else { return }
      guard let path = try? TreePath(Resolution.folder),
        try folder.entry(at: path)?.kind == .folder
      else { return }
      for file in try folder.folder(path).listing().paths {
        let file = path.appending(file)
        if PatchSetFolder.isDraft(file) { try Draft.removeIfLeft(file.text, in: folder) }
      }
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// What there is of a resolution after writing.
  struct Written {
    let resolution: Resolution
    /// Whether the same was there before.
    let isOld: Bool
  }

  /// Writes resolutions, each in the place of one that is of the same conflict: all of them, or none.
  func write(_ resolutions: [Resolution]) throws(UpgradeFailure) -> [Written] {
    let written = resolutions.map { resolution in
      let old = known.first { $0.isOfSameConflict(as: resolution) }
      let new = resolution.replacing(old, folder: name)
      return Written(resolution: new, isOld: new.bytes == old?.bytes)
    }
    var done: [Replaced] = []
    do throws(FileSystemError) {
      for new in written where !new.isOld { try replace(new.resolution, noting: &done) }
    } catch {
      try undo(done, after: error)
      throw UpgradeFailure(error)
    }
    return written
  }

  /// What was there in a place: the bytes of a file; `nil` where nothing was.
  private struct Replaced {
    let path: String
    let old: [UInt8]?
    let isFolder: Bool
  }

  private func replace(
    _ resolution: Resolution, noting done: inout [Replaced]
  ) throws(FileSystemError) {
    let path = resolution.path
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let parent = String(path[..<slash])
      if try folder.entry(parent) == nil {
        done.append(Replaced(path: parent, old: nil, isFolder: true))
      }
      try folder.createFolder(parent)
    }
    let old = try folder.entry(path) == nil ? nil : folder.read(path).bytes
    try Draft(of: path, in: folder).replace(
      with: resolution.bytes, permissions: Folder.permissions(.regular), flush: true)
    done.append(Replaced(path: path, old: old, isFolder: false))
  }

  private func undo(
    _ done: [Replaced], after cause: FileSystemError
  ) throws(UpgradeFailure) {
    do throws(FileSystemError) {
      for replaced in done.reversed() {
        if replaced.isFolder {
          try folder.removeFolder(replaced.path)
        } else if let old = replaced.old {
          try Draft(of: replaced.path, in: folder).replace(
            with: old, permissions: Folder.permissions(.regular), flush: true)
        } else {
          try folder.remove(replaced.path)
        }
      }
    } catch {
      throw UpgradeFailure(
        .writeFailed, "\(cause); undoing what was done already failed as well: \(error)",
        places: done.map { Place(.patchSet, "\(name)/\($0.path)") },
        advice: ["remove the obstacle and run again; or restore these files, for example with git"])
    }
  }
}
