import Editing
import Findings
import GitKit

extension ManifestReader {
  /// Reads a resolution.
  ///
  /// - Parameter path: the path of its file in the patch set.
  mutating func resolution(at path: TreePath) -> Resolution? {
    guard findings.isEmpty, let root = root() else { return nil }
    let object = ResolutionManifest.object
    guard
      let values = self.object(
        root, fields: object.fields, owner: object.name, at: place(of: root))
    else { return nil }
    do {
      let between = try values[ResolutionManifest.between]
      let scope = try scope(of: values)
      let file = try values[ResolutionManifest.file]
      return Resolution(
        path: path.text,
        file: file,
        conflict: try conflict(of: values, MergeSubject(file: file.text), scope),
        from: try release(ResolutionManifest.Between.from, of: between),
        to: try release(ResolutionManifest.Between.to, of: between),
        outcome: try outcome(of: values, scope),
        reason: try reason(of: values),
        place: values.place)
    } catch {
      report(error)
      return nil
    }
  }

  private func release(
    _ key: ManifestKey<String>, of values: ManifestValues
  ) throws(ManifestError) -> ReleaseName {
    let text = try values[key]
    guard let release = ReleaseName(text) else {
      throw ManifestError(
        invalid: "`\(key.field.name)` must be the name of a release, and is `\(text)`",
        at: values.place(of: key))
    }
    return release
  }

  private func scope(of values: ManifestValues) throws(ManifestError) -> ConflictScope {
    guard let line = try values[ResolutionManifest.linesAfter] else {
      guard let node = try values[ResolutionManifest.node] else { return .file }
      guard !node.isEmpty else {
        throw ManifestError(
          invalid: "`node` must not be empty", at: values.place(of: ResolutionManifest.node))
      }
      return .node(node)
    }
    guard !values.has(ResolutionManifest.node) else {
      throw ManifestError(
        invalid: "a resolution is of a `node` or of lines, not of both",
        at: values.place(of: ResolutionManifest.linesAfter))
    }
    return .lines(after: line)
  }

  private func conflict(
    of values: ManifestValues, _ subject: MergeSubject, _ scope: ConflictScope
  ) throws(ManifestError) -> Conflict<ObjectID> {
    let text = try values[ResolutionManifest.conflict]
    let place = values.place(of: ResolutionManifest.conflict)
    guard let kind = ConflictKind(rawValue: text) else {
      throw ManifestError(invalid: "no conflict is called `\(text)`", at: place)
    }
    if kind == .modeChanged, scope != .file {
      throw ManifestError(invalid: "`mode-changed` is of a whole file", at: place)
    }
    let ids = try values[ResolutionManifest.sides]
    try checkSides(ids, of: kind)
    let base = try ids[ResolutionManifest.Sides.base]
    let ours = try ids[ResolutionManifest.Sides.ours]
    let theirs = try ids[ResolutionManifest.Sides.theirs]
    return Conflict(subject, scope, kind, base: base, ours: ours, theirs: theirs)
  }

  /// Refuses sides that a conflict of a kind cannot have.
  private func checkSides(
    _ ids: ManifestValues, of kind: ConflictKind
  ) throws(ManifestError) {
    typealias Keys = ResolutionManifest.Sides
    let (needed, excluded): ([String], String?) =
      switch kind {
      case .bothAdded: ([Keys.ours.field.name, Keys.theirs.field.name], Keys.base.field.name)
      case .removedByTheirs:
        ([Keys.base.field.name, Keys.ours.field.name], Keys.theirs.field.name)
      // In lines ours may be nothing.
      case .bothChanged: ([Keys.base.field.name, Keys.theirs.field.name], nil)
      case .modeChanged: (Keys.object.fields.map(\.name), nil)
      }
    for name in needed where ids.place(ofKey: name) == nil {
      throw ManifestError(
        invalid: "the sides of `\(kind.rawValue)` must have the key `\(name)`", at: ids.place)
    }
    if let excluded, let place = ids.place(ofKey: excluded) {
      throw ManifestError(
        invalid: "the sides of `\(kind.rawValue)` must not have the key `\(excluded)`", at: place)
    }
  }

  private func reason(of values: ManifestValues) throws(ManifestError) -> String? {
    let text = try values[ResolutionManifest.because] ?? ""
    return text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } ? nil : text
  }
}
