/// A small upstream of our own: every byte is ours, the shape is docker-jitsi-meet's.
///
/// Its three releases are laid out as the real ones of the same names: s6-overlay 1 and no switch for shared documents
/// (`stable-9364-1`), that switch (`stable-10184`), s6-overlay 3 with a read-only root and images of another registry
/// (`stable-11146-2`). The archives are string literals: they compile in no time, unlike SwiftPM's embedded resources,
/// and need no bundle, which would need Foundation.
package enum DemoUpstream {
  /// The commits, the oldest first.
  ///
  /// - Throws: ``DemoArchiveError`` when an archive doesn't fit the commits before it.
  package static func history() throws(DemoArchiveError) -> [DemoCommit] {
    var history: [DemoCommit] = []
    for archive in archives {
      history.append(try DemoCommit(archive: archive, after: history.last))
    }
    return history
  }

  static let archives = [
    firstVersion, recorder, staleLock, release9364,
    after9364, randomNames, whiteboard, hiddenDomain, bookworm, release10184,
    after10184, noVersion, rtcstats, s6Overlay3, readOnlyRoot, webPorts, release11146,
  ]
}
