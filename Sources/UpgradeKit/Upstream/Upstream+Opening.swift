import DemoUpstream
import Findings
package import GitKit
package import PatchKit

/// Where upstream is, and how it may be reached.
package struct UpstreamSource: Sendable {
  /// A URL or a path.
  package var address: String
  /// The folder where mirrors are kept.
  package var cache: String
  /// Whether nothing may be fetched.
  package var isOffline: Bool
  /// How a server is reached, and who is told of the transfer.
  package var connection: Connection
  /// How old the mirror may be for its news to do; `nil` when upstream is asked each time.
  package var maxAge: Duration?

  /// Makes a source.
  package init(
    address: String, cache: String, isOffline: Bool, connection: Connection,
    maxAge: Duration? = nil
  ) {
    self.address = address
    self.cache = cache
    self.isOffline = isOffline
    self.connection = connection
    self.maxAge = maxAge
  }
}

extension Upstream {
  /// Opens upstream with a release in it: fetches only when the release is not there yet.
  ///
  /// - Parameters:
  ///   - source: where upstream is.
  ///   - releases: which tags are releases.
  ///   - wanted: what to look for; nothing when whatever is there will do.
  ///   - isFresh: whether what is new upstream is fetched, unless the mirror is young enough.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be reached or read. That the release does not exist is for
  ///   ``release(named:)`` to say.
  package static func open(
    _ source: UpstreamSource, releases: Glob, wanting wanted: [UpstreamReference] = [],
    isFresh: Bool = false
  ) throws(UpgradeFailure) -> Upstream {
    guard source.address != DemoUpstream.name else { return try openDemo(source, releases) }
    let mirror = Mirror(of: source.address, cache: source.cache)
    let address = mirror.location.description
    var isNew = !mirror.exists
    if isNew {
      guard !source.isOffline else { throw notInMirror(address) }
      _ = try git(address) { () throws(GitError) in try mirror.create(over: source.connection) }
    } else if let damage = mirror.damage() {
      guard !source.isOffline else { throw damaged(mirror, damage) }
      try git(address) { () throws(GitError) in
        try mirror.remake(over: source.connection, damage: damage)
      }
      isNew = true
    }
    var upstream = try open(mirror, source, releases)
    let isYoung = source.maxAge.map { age in mirror.age.map { $0 < age } ?? false } ?? false
    var isMissing = false
    for wanted in wanted where !isMissing {
      isMissing = try !upstream.has(wanted, isYoung: isYoung)
    }
    // What was made a moment ago has all that upstream has.
    if isMissing || isFresh && !isYoung, !isNew, !mirror.isLocal, !source.isOffline {
      _ = try git(address) { () throws(GitError) in try mirror.fetch(over: source.connection) }
      upstream = try open(mirror, source, releases)
    }
    let unusable = upstream.catalogue.unusable
    if !unusable.isEmpty { source.connection.notice?(.unusableTags(unusable)) }
    return upstream
  }

  /// Whether something is there, as it is upstream now: the newest release and the tips of branches move.
  ///
  /// - Parameter isYoung: whether the mirror was fetched so lately that they count as they are in it.
  private func has(_ wanted: UpstreamReference, isYoung: Bool) throws(UpgradeFailure) -> Bool {
    switch wanted {
    case .latest: return isYoung && catalogue.newest != nil
    case .release(let name): return catalogue[name] != nil
    case .revision(let name):
      return try read { () throws(GitError) in
        guard try repository.branch(named: name) == nil else { return isYoung }
        return try repository.commit(named: name) != nil
      }
    }
  }

  private static func open(
    _ mirror: Mirror, _ source: UpstreamSource, _ releases: Glob
  ) throws(UpgradeFailure) -> Upstream {
    let address = mirror.location.description
    func open() throws(UpgradeFailure) -> Upstream {
      let repository = try git(address) { () throws(GitError) in try mirror.open() }
      guard !mirror.isLocal else {
        return try Upstream(repository, address: address, releases: releases)
      }
      return try Upstream(repository, address: address, releases: releases) {
        error throws(GitError) in
        guard !source.isOffline else {
          throw error.with(operation: "read the mirror `\(mirror.path)`")
        }
        try mirror.remake(over: source.connection, damage: error.message)
      }
    }
    let damage: GitError
    do throws(UpgradeFailure) {
      let upstream = try open()
      // What a server sends is whole: a tag that is damaged in a mirror is the mirror's damage.
      guard !mirror.isLocal,
        let tag = upstream.catalogue.unusable.first(where: { $0.error.kind == .corrupt })
      else { return upstream }
      damage = tag.error
    } catch {
      throw error
    }
    // Closed by now: libgit2 gives whoever opens a pack at the same path the one that is open already.
    guard !source.isOffline else { throw damaged(mirror, damage.message) }
    try git(address) { () throws(GitError) in
      try mirror.remake(over: source.connection, damage: damage.message)
    }
    return try open()
  }

  private static func damaged(_ mirror: Mirror, _ damage: String) -> UpgradeFailure {
    UpgradeFailure(
      GitError(.corrupt, operation: "read the mirror `\(mirror.path)`", message: damage),
      upstream: mirror.location.description)
  }

  static func git<Value>(
    _ address: String, _ body: () throws(GitError) -> Value
  ) throws(UpgradeFailure) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
  }

  private static func notInMirror(_ address: String) -> UpgradeFailure {
    UpgradeFailure(
      .notInMirror, "there is no mirror of upstream yet, and `--offline` forbids making one",
      evidence: ["upstream: \(address)"],
      advice: [
        "run once without `--offline`, or name a copy on this machine with `--upstream PATH`"
      ])
  }
}
