public import GitKit

/// How a person settled a conflict between a deployment and a new release, so that it is settled the same way again:
/// a file of the patch set's folder `resolutions`.
public struct Resolution: Sendable {
  /// What the two sides did.
  public enum Conflict: String, Sendable, Hashable, CaseIterable {
    /// Both changed it, each in its own way.
    case bothChanged = "both-changed"
    /// Both added it, each in its own way.
    case bothAdded = "both-added"
    /// The deployment changed what upstream removed.
    case removedByUpstream = "removed-by-upstream"
    /// Both changed the file's mode, or what kind of file it is.
    case modeChanged = "mode-changed"
  }

  /// Which part of the file is in question.
  public enum Scope: Sendable, Hashable {
    /// A part with a name, for example `services.web.environment.TZ`.
    case node(String)
    /// Lines, by what stands on the nearest line above them that has something on it; empty at the start of the file.
    case lines(after: String)
    /// The file as a whole.
    case file
  }

  /// Git's ids of what the three sides have there; `nil` for nothing.
  ///
  /// Line endings count as line feeds, and the releases' own names as that of ``Resolution/to``.
  public struct Sides: Sendable, Hashable {
    /// What was generated for the old release.
    public let base: ObjectID?
    /// What stood in the deployment.
    public let ours: ObjectID?
    /// What was generated for the new release.
    public let theirs: ObjectID?

    /// Makes the ids.
    public init(base: ObjectID?, ours: ObjectID?, theirs: ObjectID?) {
      (self.base, self.ours, self.theirs) = (base, ours, theirs)
    }
  }

  /// What was decided.
  public enum Outcome: Sendable, Hashable {
    /// What stands in the deployment stays.
    case ours
    /// Upstream's comes in.
    case theirs
    /// This text, with line feeds; empty for nothing.
    case text(String)
  }

  /// The path of its file in the patch set: `resolutions/<name>.yaml`.
  public let path: String
  /// What the two sides did.
  public let conflict: Conflict
  /// The generated file, without the deployment's folder.
  public let file: TreePath
  /// Which part of it.
  public let scope: Scope
  /// The release that the deployment was at.
  public let from: ReleaseName
  /// The release that it was brought to; the text and the ids have its name.
  public let to: ReleaseName
  /// What the three sides have there.
  public let sides: Sides
  /// What was decided.
  public let outcome: Outcome
  /// Why; `nil` when nobody said.
  public let reason: String?
  /// Where its file begins.
  public let place: ManifestPlace

  /// Makes a resolution that is to be written; its name tells what it is about.
  public init(
    conflict: Conflict, file: TreePath, scope: Scope, from: ReleaseName, to: ReleaseName,
    sides: Sides, outcome: Outcome, reason: String?
  ) {
    let path = Self.path(of: conflict, file: file, scope: scope, sides: sides)
    self.init(
      path: path, conflict: conflict, file: file, scope: scope, from: from, to: to, sides: sides,
      outcome: outcome, reason: reason,
      place: ManifestPlace(file: path))
  }

  init(
    path: String, conflict: Conflict, file: TreePath, scope: Scope, from: ReleaseName,
    to: ReleaseName, sides: Sides, outcome: Outcome, reason: String?, place: ManifestPlace
  ) {
    (self.path, self.conflict, self.file, self.scope) = (path, conflict, file, scope)
    (self.from, self.to, self.sides, self.outcome) = (from, to, sides, outcome)
    (self.reason, self.place) = (reason, place)
  }
}

extension Resolution {
  /// The resolution as it is written over an older one of the same conflict: in that one's file, and with its reason
  /// when there is no other.
  ///
  /// - Parameter folder: what the patch set's folder is called in findings.
  public func replacing(_ old: Resolution?, folder: String) -> Resolution {
    let path = old?.path ?? path
    return Resolution(
      path: path, conflict: conflict, file: file, scope: scope, from: from, to: to, sides: sides,
      outcome: outcome, reason: reason ?? old?.reason,
      place: ManifestPlace(file: folder.isEmpty ? path : "\(folder)/\(path)"))
  }
}

extension Resolution.Scope {
  /// The part's name; `nil` for lines and for a whole file.
  public var node: String? {
    if case .node(let name) = self { name } else { nil }
  }
}
