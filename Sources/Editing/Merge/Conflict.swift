/// Something that both sides changed, each in its own way, so that a person has to decide.
///
/// There is no other type of it, from the merge to reports, the pending upgrade and resolutions.
///
/// `Side` is what is known of the three sides: their bytes, or their ids where that is enough to know the conflict when
/// it comes up again.
package struct Conflict<Side: Sendable & Hashable>: Sendable, Hashable {
  /// The file, and what in it is a parameter.
  package let subject: MergeSubject
  /// The part of the file.
  package let scope: ConflictScope
  /// What the two sides did.
  package let kind: ConflictKind
  /// What the base has there, in whole lines; `nil` for nothing.
  package let base: Side?
  /// What ours has there, which the merged file has too.
  package let ours: Side?
  /// What theirs has there.
  package let theirs: Side?
  /// The lines of the merged file, from 0, that are in question; `nil` for a whole file, and without a merged file.
  package let lines: Range<Int>?
  /// The lines around these; empty for a whole file.
  package let surroundings: ConflictSurroundings
  /// What the base calls the node, where ours calls it otherwise.
  package private(set) var baseNode: String?
  /// What theirs calls the node, where ours calls it otherwise.
  package private(set) var theirNode: String?

  /// What became of it elsewhere, as a clause: in another service, file or variable.
  package private(set) var successor: String?

  /// Makes a conflict.
  package init(
    _ subject: MergeSubject, _ scope: ConflictScope, _ kind: ConflictKind, base: Side?,
    ours: Side?, theirs: Side?, lines: Range<Int>? = nil,
    surroundings: ConflictSurroundings = ConflictSurroundings()
  ) {
    (self.subject, self.scope, self.kind) = (subject, scope, kind)
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
    (self.lines, self.surroundings) = (lines, surroundings)
  }

  /// The conflict at other lines of the merged file, or among other lines.
  package func at(_ lines: Range<Int>?, in surroundings: ConflictSurroundings) -> Conflict {
    Conflict(
      subject, scope, kind, base: base, ours: ours, theirs: theirs, lines: lines,
      surroundings: surroundings
    ).named(base: baseNode, theirs: theirNode).succeeded(by: successor)
  }

  /// The conflict as one of another file.
  package func of(_ subject: MergeSubject) -> Conflict {
    Conflict(
      subject, scope, kind, base: base, ours: ours, theirs: theirs, lines: lines,
      surroundings: surroundings
    ).named(base: baseNode, theirs: theirNode).succeeded(by: successor)
  }

  /// The conflict with what became of it elsewhere.
  package func succeeded(by successor: String?) -> Conflict {
    var conflict = self
    conflict.successor = successor
    return conflict
  }

  /// The conflict with what the other sides call its node.
  func named(base: String?, theirs: String?) -> Conflict {
    var conflict = self
    conflict.baseNode = base == scope.node ? nil : base
    conflict.theirNode = theirs == scope.node ? nil : theirs
    return conflict
  }

  /// What theirs calls the node, where it has another name for it than the base; `nil` otherwise.
  package var newName: String? {
    guard let name = theirNode ?? (theirs == nil ? nil : scope.node) else { return nil }
    return name == baseNode ?? scope.node ? nil : name
  }

  /// Whether ours publishes a container port under the number that it had before theirs renamed it: nothing listens there
  /// any more.
  package var isOldPort: Bool {
    guard ours != nil, let name = newName, let node = scope.node else { return false }
    return name != node && node.contains(".ports[")
  }

  /// The file's path, as the merge was told it.
  package var file: String { subject.file }
}

/// What the two sides of a conflict did; the raw values are the words of files and reports.
package enum ConflictKind: String, Sendable, Hashable, CaseIterable {
  /// Both changed it, each in its own way.
  case bothChanged = "both-changed"
  /// Both added it, each in its own way.
  case bothAdded = "both-added"
  /// Ours changed what theirs removed.
  case removedByTheirs = "removed-by-upstream"
  /// Both changed the file's mode, or what kind of file it is.
  case modeChanged = "mode-changed"
}

/// The part of a file that a conflict is about, whatever its line numbers.
package enum ConflictScope: Sendable, Hashable {
  /// A part with a name, for example `services.web.environment.TZ`.
  case node(String)
  /// Lines, by what stands on the nearest line above them that has something on it; empty at the start of the file.
  case lines(after: String)
  /// The file as a whole.
  case file

  /// The part's name; `nil` for lines and for a whole file.
  package var node: String? {
    if case .node(let name) = self { name } else { nil }
  }

  /// Whether another scope is of the same node, or of lines or a file like this one.
  package func isLike(_ other: ConflictScope) -> Bool {
    switch (self, other) {
    case (.node(let name), .node(let other)): name == other
    case (.lines, .lines), (.file, .file): true
    case (.node, _), (.lines, _), (.file, _): false
    }
  }
}

/// The file that a merge is of.
package struct MergeSubject: Sendable, Hashable {
  /// Its path.
  package let file: String
  /// The releases whose names are a parameter of the file and no content: as pins they stand for each other.
  package let releases: [String]

  /// Names a file.
  package init(file: String, releases: [String] = []) {
    (self.file, self.releases) = (file, releases)
  }
}
