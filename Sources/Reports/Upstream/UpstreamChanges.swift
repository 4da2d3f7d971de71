import Findings

/// What upstream changed between the release that a deployment was generated from and another.
package struct UpstreamChanges: Sendable, Hashable, Codable {
  /// Whether the other release is the older one, so that the commits are taken back.
  package var isReversed: Bool
  /// What is different for those who run the deployment, breaking changes first.
  package var consequences: [Consequence]
  /// The number of commits between the two releases.
  package var commitCount: Int
  /// The commits that touch files in use, by the release that they came with, the newest first.
  package var releases: [ReleasedCommits]

  /// Makes the changes; consequences are sorted.
  package init(
    isReversed: Bool = false, consequences: [Consequence] = [], commitCount: Int = 0,
    releases: [ReleasedCommits] = []
  ) {
    self.isReversed = isReversed
    self.consequences = consequences.sorted(by: Self.comesFirst)
    self.commitCount = commitCount
    self.releases = releases
  }

  /// The number of commits that touch files in use.
  package var touchingCount: Int { releases.reduce(0) { $0 + $1.commits.count } }

  /// The consequences that their newest cause has in common together: those with a breaking one first, otherwise in
  /// the order of the consequences.
  package var groups: [ConsequenceGroup] {
    var groups: [ConsequenceGroup] = []
    var places: [String: Int] = [:]
    for consequence in consequences {
      let cause = consequence.causes.first
      if let index = places[cause?.commit ?? ""] {
        groups[index].consequences.append(consequence)
      } else {
        places[cause?.commit ?? ""] = groups.count
        groups.append(ConsequenceGroup(cause: cause, consequences: [consequence]))
      }
    }
    return groups
  }

  private static func comesFirst(_ left: Consequence, _ right: Consequence) -> Bool {
    if left.isBreaking != right.isBreaking { return left.isBreaking }
    if left.topic != right.topic {
      let order = Consequence.Topic.allCases
      return (order.firstIndex(of: left.topic) ?? 0) < (order.firstIndex(of: right.topic) ?? 0)
    }
    if left.subjects != right.subjects {
      return left.subjects.lexicographicallyPrecedes(right.subjects)
    }
    let texts = { (consequence: Consequence) in
      consequence.changes.map { "\($0.before ?? "") → \($0.after ?? "")" }
    }
    return texts(left).lexicographicallyPrecedes(texts(right))
  }
}
