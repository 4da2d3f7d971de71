package import Editing
package import GitKit
package import PatchKit

/// An upgrade that is written except for its lock, because conflicts are marked in files for a person to settle: the
/// file `upgrade-pending.yaml` in the deployment.
package struct PendingUpgrade: Sendable, Hashable {
  /// A file with conflicts.
  package struct MarkedFile: Sendable, Hashable {
    /// The path from the deployment's folder.
    package let path: TreePath
    /// How many characters a marker has.
    package let markerSize: Int
    /// The file as it was written, with markers.
    package let marked: ObjectID
    /// The conflicts, in the order of their markers.
    package let conflicts: [Conflict<[UInt8]>]

    /// Makes the record of a file.
    package init(
      path: TreePath, markerSize: Int, marked: ObjectID, conflicts: [Conflict<[UInt8]>]
    ) {
      (self.path, self.markerSize, self.marked) = (path, markerSize, marked)
      self.conflicts = conflicts.map(\.recorded)
    }
  }

  /// A file that is in conflict as a whole, and was left as it is.
  package struct UndecidedFile: Sendable, Hashable {
    /// The path from the deployment's folder.
    package let path: TreePath
    /// The conflict's id.
    package let id: String
    /// The conflict, with the new release's name in the place of the old one's.
    package let conflict: Conflict<ObjectID>
    /// The file as it was left.
    package let version: FileVersion
  }

  /// A file that was written or removed.
  package struct Replacement: Sendable, Hashable {
    /// What it was before.
    package let before: FileVersion
    /// What the upgrade wrote; `nil` in records of formats 1 and 2.
    package let after: FileVersion?

    /// Makes the record of a change.
    package init(before: FileVersion, after: FileVersion?) {
      (self.before, self.after) = (before, after)
    }
  }

  /// The format that is written, and the newest that can be read.
  package static let format = 3
  /// The file's name, in the deployment's folder.
  package static let fileName = "upgrade-pending.yaml"

  /// The release that the deployment is on the way to.
  package let upstream: Lock.Upstream
  /// The release that it is on the way from; `nil` for none, and in records of format 1.
  package let from: ReleaseName?
  /// The folder of generated files; `nil` in records of format 1.
  package let directory: TreeFolder?
  /// The tree id of the patch set's folder.
  package let patches: ObjectID
  /// The files with markers, sorted by path.
  package let files: [MarkedFile]
  /// The files that a person has to decide on as a whole, sorted by path.
  package let undecided: [UndecidedFile]
  /// The files that were written or removed, by path from the deployment's folder.
  package let replaced: [TreePath: Replacement]
  /// What replaced files had in them that no repository has, by the ids of the bytes.
  package let contents: [ObjectID: [UInt8]]

  /// Makes a record.
  package init(
    upstream: Lock.Upstream, from: ReleaseName? = nil, below directory: TreeFolder? = nil,
    patches: ObjectID, files: [MarkedFile], undecided: [UndecidedFile] = [],
    replaced: [TreePath: Replacement], contents: [ObjectID: [UInt8]] = [:]
  ) {
    (self.upstream, self.from, self.directory) = (upstream, from, directory)
    self.patches = patches
    self.files = files.sorted { $0.path < $1.path }
    self.undecided = undecided.sorted { $0.path < $1.path }
    self.replaced = replaced
    self.contents = contents
  }
}

extension Conflict<[UInt8]> {
  /// The conflict as a record has it: in text, without line numbers, which the next edit moves.
  fileprivate var recorded: Conflict {
    func text(_ side: [UInt8]?) -> [UInt8]? {
      guard let side, !side.isEmpty else { return nil }
      return Array(String(decoding: side, as: UTF8.self).utf8)
    }
    return Conflict(
      subject, scope, kind, base: text(base), ours: text(ours), theirs: text(theirs),
      surroundings: surroundings)
  }
}
