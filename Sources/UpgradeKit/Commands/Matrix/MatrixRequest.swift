public import GitKit
public import PatchKit

/// What a person asks a matrix for.
public struct MatrixRequest: Sendable {
  /// The patch set.
  public var patchSet: PatchSet
  /// Upstream's URL or path; `nil` for the patch set's.
  public var upstream: String?
  /// The folder where mirrors are kept.
  public var cache: String
  /// Whether nothing may be fetched.
  public var isOffline: Bool
  /// Which releases are tried.
  public var isWanted: @Sendable (ReleaseName) -> Bool
  /// The patch whose turns' commits are looked for; `nil` for those of the conflicts alone.
  public var sought: String?
  /// How a server is reached, and who is told of the transfer; its flag stops the whole run.
  public var connection: Connection

  /// Makes a request.
  public init(
    patchSet: PatchSet, upstream: String? = nil, cache: String, isOffline: Bool = false,
    isWanted: @escaping @Sendable (ReleaseName) -> Bool = { _ in true }, sought: String? = nil,
    connection: Connection = Connection()
  ) {
    self.patchSet = patchSet
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.isWanted = isWanted
    self.sought = sought
    self.connection = connection
  }
}
