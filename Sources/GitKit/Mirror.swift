import Glibc

/// An upstream as this machine knows it: a bare mirror of its branches and tags in a cache, or itself if it is local.
package struct Mirror: Sendable, Hashable {
  /// Where the upstream is.
  package let location: UpstreamLocation
  /// The repository's folder: the mirror, or the upstream itself.
  package let path: String

  /// Names the mirror of an upstream; nothing is read or made.
  ///
  /// - Parameters:
  ///   - upstream: a URL or a path.
  ///   - cache: the folder where mirrors are kept.
  package init(of upstream: String, cache: String) {
    location = UpstreamLocation(upstream)
    path =
      switch location {
      case .local(let path): path
      case .remote: cache + "/" + location.folderName
      }
  }

  /// Whether the upstream itself is read, so that there is nothing to fetch.
  package var isLocal: Bool {
    if case .local = location { true } else { false }
  }

  /// Whether there is a mirror already; always so for a local upstream.
  package var exists: Bool { isLocal || access(path, F_OK) == 0 }

  /// Opens it; no server is asked.
  ///
  /// - Throws: ``GitError/Kind/notFound`` when there is no mirror yet; ``GitError/Kind/corrupt`` when it is damaged;
  ///   ``GitError/Kind/notARepository`` for a local upstream that is none.
  package func open() throws(GitError) -> Repository {
    if let damage = damage() {
      throw GitError(.corrupt, operation: "read the mirror `\(path)`", message: damage)
    }
    return try Repository(opening: path)
  }
}
