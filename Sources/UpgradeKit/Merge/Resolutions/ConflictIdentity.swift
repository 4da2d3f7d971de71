import GitKit
import PatchKit

/// What a conflict is known by when it comes up again.
struct ConflictIdentity {
  let conflict: Resolution.Conflict
  let file: TreePath
  private let base: [UInt8]?
  private let ours: [UInt8]?
  private let theirs: [UInt8]?
  /// The name of the part; `nil` for lines and for a whole file.
  private let node: String?
  /// What stands above the lines in question; `nil` when there are none.
  private let above: String?
  private let context: MergeContext

  /// Identifies a conflict; `nil` when a side of it is not UTF-8, so that its text cannot be kept.
  ///
  /// - Parameters:
  ///   - file: the path among the generated files.
  ///   - surroundings: the lines around; `nil` for a whole file.
  ///   - versions: the file as a whole, which tells nothing when the conflict is about lines.
  init?(
    _ conflict: MergeConflict, of file: TreePath, _ surroundings: ConflictSurroundings?,
    versions: DeploymentMerge.Sides?, context: MergeContext
  ) {
    self.conflict =
      switch conflict.kind {
      case .bothChanged: .bothChanged
      case .bothAdded: .bothAdded
      case .removedByTheirs: .removedByUpstream
      case .modeChanged: .modeChanged
      }
    (self.file, node, self.context) = (file, conflict.node, context)
    guard let surroundings else {
      above = nil
      base = versions?.base?.content
      ours = versions?.ours?.content
      theirs = versions?.theirs?.content
      return
    }
    let texts = [conflict.base, conflict.ours, conflict.theirs].map { $0 ?? "" }
    guard !texts.contains(where: MergeConflict.isReplaced) else { return nil }
    let sides = texts.map { ConflictText($0, isNode: conflict.node != nil).text }
      .map { $0.isEmpty ? nil : Array($0.utf8) }
    (base, ours, theirs) = (sides[0], sides[1], sides[2])
    above = conflict.node == nil ? surroundings.lineAbove : nil
  }

  /// The part of the file as of a release.
  func scope(as release: ReleaseName) -> Resolution.Scope {
    if let node { return .node(node) }
    guard let above else { return .file }
    return .lines(
      after: String(decoding: moved(Array(above.utf8), to: release), as: UTF8.self))
  }

  /// What the three sides have, with the releases' own names as another's.
  func sides(as release: ReleaseName) -> Resolution.Sides {
    func id(_ side: [UInt8]?) -> ObjectID? {
      side.map { ObjectID.ofBlob(moved($0, to: release)) }
    }
    return Resolution.Sides(base: id(base), ours: id(ours), theirs: id(theirs))
  }

  /// Whether a resolution is of this conflict or of another with the same three sides in the file.
  func matches(_ resolution: Resolution) -> Bool {
    resolution.file == file && resolution.conflict == conflict
      && isOfTheSameKind(resolution.scope) && resolution.sides == sides(as: resolution.to)
  }

  /// Whether a resolution is of the same place, whatever stands there.
  func isAtPlace(of resolution: Resolution) -> Bool {
    resolution.file == file && resolution.scope == scope(as: resolution.to)
  }

  /// The sides in which a resolution of the same place differs.
  func differences(from resolution: Resolution) -> [String] {
    let sides = sides(as: resolution.to)
    var names: [String] = []
    if sides.base != resolution.sides.base { names.append("what was generated before") }
    if sides.ours != resolution.sides.ours { names.append("what the deployment has") }
    if sides.theirs != resolution.sides.theirs { names.append("what upstream has now") }
    return names
  }

  /// The resolution that records what was decided.
  ///
  /// - Returns: `nil` when the releases are not known.
  func resolution(_ outcome: Resolution.Outcome, reason: String?) -> Resolution? {
    guard let from = context.oldRelease, let to = context.newRelease else { return nil }
    return Resolution(
      conflict: conflict, file: file, scope: scope(as: to), from: from, to: to,
      sides: sides(as: to), outcome: outcome, reason: reason)
  }

  private func isOfTheSameKind(_ scope: Resolution.Scope) -> Bool {
    switch scope {
    case .node(let name): node == name
    case .lines: node == nil && above != nil
    case .file: node == nil && above == nil
    }
  }

  private func moved(_ bytes: [UInt8], to release: ReleaseName) -> [UInt8] {
    [context.oldRelease, context.newRelease].reduce(bytes) { bytes, own in
      guard let own, own != release else { return bytes }
      return ReleasePins.moving(bytes, from: own.description, to: release.description)
    }
  }
}
