package import Editing
package import GitKit

/// How a person settled a conflict between a deployment and a new release, so that it is settled the same way again:
/// a file of the patch set's folder `resolutions`.
package struct Resolution: Sendable {
  /// What was decided.
  package enum Outcome: Sendable, Hashable {
    /// What stands in the deployment stays.
    case ours
    /// Upstream's comes in.
    case theirs
    /// This text, with line feeds; empty for nothing.
    case text(String)
  }

  /// The path of its file in the patch set: `resolutions/<name>.yaml`.
  package let path: String
  /// The generated file, without the deployment's folder.
  package let file: TreePath
  /// The conflict that it settles: its sides by git's ids, with line feeds, and with ``to`` in the place of the releases'
  /// own names.
  package let conflict: Conflict<ObjectID>
  /// The release that the deployment was at.
  package let from: ReleaseName
  /// The release that it was brought to; the text and the ids have its name.
  package let to: ReleaseName
  /// What was decided.
  package let outcome: Outcome
  /// Why; `nil` when nobody said.
  package let reason: String?
  /// Where its file begins.
  package let place: ManifestPlace

  /// Makes a resolution that is to be written; its name tells what it is about.
  ///
  /// - Parameter id: the conflict's id.
  /// - Returns: `nil` when the conflict's file cannot be one of a tree.
  package init?(
    _ conflict: Conflict<ObjectID>, id: String, from: ReleaseName, to: ReleaseName,
    outcome: Outcome, reason: String?
  ) {
    guard let file = try? TreePath(conflict.file) else { return nil }
    let path = Self.path(of: conflict, id: id)
    self.init(
      path: path, file: file, conflict: conflict, from: from, to: to, outcome: outcome,
      reason: reason, place: ManifestPlace(file: path))
  }

  /// The resolution of a file.
  init(_ manifest: Placed<ResolutionManifest>, at path: String) {
    self.init(
      path: path, file: manifest.file, conflict: manifest.conflict, from: manifest.between.from,
      to: manifest.between.to, outcome: manifest.outcome, reason: manifest.reason,
      place: manifest.place)
  }

  init(
    path: String, file: TreePath, conflict: Conflict<ObjectID>, from: ReleaseName, to: ReleaseName,
    outcome: Outcome, reason: String?, place: ManifestPlace
  ) {
    (self.path, self.file, self.conflict) = (path, file, conflict)
    (self.from, self.to, self.outcome) = (from, to, outcome)
    (self.reason, self.place) = (reason, place)
  }
}

extension Resolution {
  /// The resolution as it is written over an older one of the same conflict: in that one's file, and with its reason
  /// when there is no other.
  ///
  /// - Parameter folder: what the patch set's folder is called in findings.
  package func replacing(_ old: Resolution?, folder: String) -> Resolution {
    let path = old?.path ?? path
    return Resolution(
      path: path, file: file, conflict: conflict, from: from, to: to, outcome: outcome,
      reason: reason ?? old?.reason,
      place: ManifestPlace(file: folder.isEmpty ? path : "\(folder)/\(path)"))
  }
}
