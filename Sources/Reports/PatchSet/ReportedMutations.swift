/// What a patch set made of upstream changes that nobody made.
package struct ReportedMutations: Sendable, Hashable {
  /// How often something went each way.
  package struct Count: Sendable, Hashable {
    /// What is counted: a kind of change, or a patch.
    package let name: String
    /// Where the customisation is there, and means what it did.
    package var carried = 0
    /// Where the upgrade stops.
    package var stopped = 0
    /// Where it is lost without a conflict.
    package var lost = 0

    /// Begins to count.
    package init(_ name: String) { self.name = name }

    /// All of them.
    package var total: Int { carried + stopped + lost }
  }

  /// A change with which a customisation is lost without a conflict.
  package struct Survivor: Sendable, Hashable {
    /// The patch.
    package let patch: String
    /// The kind of the change.
    package let kind: String
    /// What the change is.
    package let what: String
    /// The release that it was made on.
    package let release: String
    /// What is lost, a line each.
    package let lost: [String]
    /// The guarantee that would have stopped it.
    package let guarantee: String
    /// How many other changes come to the same.
    package var others = 0

    /// Makes one.
    package init(
      patch: String, kind: String, what: String, release: String, lost: [String],
      guarantee: String
    ) {
      (self.patch, self.kind, self.what) = (patch, kind, what)
      (self.release, self.lost, self.guarantee) = (release, lost, guarantee)
    }
  }

  /// The seed.
  package var seed: UInt64
  /// How many releases they were made on.
  package var releases: Int
  /// The kinds of changes, in their order.
  package var kinds: [Count]
  /// The patches, in their order.
  package var patches: [Count]
  /// The changes that were not noticed, each sort once.
  package var survivors: [Survivor]

  /// Makes a report.
  package init(
    seed: UInt64, releases: Int, kinds: [Count], patches: [Count], survivors: [Survivor]
  ) {
    (self.seed, self.releases, self.kinds) = (seed, releases, kinds)
    (self.patches, self.survivors) = (patches, survivors)
  }

  /// How many changes were made.
  package var total: Int { kinds.reduce(0) { $0 + $1.total } }
}
