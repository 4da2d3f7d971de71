package import Reports

/// Shows on a terminal what commands without reports tell: releases and patches.
package struct ListText: Sendable {
  private let terminal: TerminalOptions

  /// Makes a renderer.
  package init(terminal: TerminalOptions) {
    self.terminal = terminal
  }

  /// Upstream's releases, a line for each.
  ///
  /// - Parameter locked: the commit that the lock names; `nil` without a lock.
  package func render(_ listing: ReleaseListing, locked: String?) -> String {
    TextWriter.text(of: ReleaseLayout.page(of: listing, locked: locked), for: terminal)
  }

  /// The patches, a line for each.
  package func render(_ patches: [ListedPatch]) -> String {
    TextWriter.text(of: PatchLayout.page(of: patches), for: terminal)
  }

  /// One patch at length.
  package func render(_ patch: DescribedPatch) -> String {
    TextWriter.text(of: PatchLayout.page(of: patch), for: terminal)
  }
}
