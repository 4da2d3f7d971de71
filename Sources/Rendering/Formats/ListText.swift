package import Reports

/// Shows on a terminal what commands without reports tell: releases, patches, and what was done in a line.
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

  /// What comes of local edits that are to be a patch.
  ///
  /// - Parameters:
  ///   - isWritten: whether it was written.
  ///   - isWhole: whether all that the patch set gets is shown.
  package func render(_ capture: ReportedCapture, isWritten: Bool, isWhole: Bool) -> String {
    TextWriter.text(
      of: CaptureLayout.page(of: capture, isWritten: isWritten, isWhole: isWhole), for: terminal)
  }

  /// What a patch changes at a release, and what becomes of it at all.
  ///
  /// - Parameter isWhole: whether every release has a line.
  package func render(_ result: ReportedTry, isWhole: Bool) -> String {
    TextWriter.text(of: TryLayout.page(of: result), for: terminal) + "\n"
      + MatrixTextRenderer(terminal: terminal, isWhole: isWhole).render(result.matrix)
  }

  /// What a patch set made of upstream changes that nobody made.
  package func render(_ report: ReportedMutations) -> String {
    TextWriter.text(of: MutationLayout.page(of: report), for: terminal)
  }

  /// Decisions on conflicts, and the command that uses them.
  package func render(_ resolutions: [ListedResolution], next: String) -> String {
    TextWriter.text(of: ResolutionLayout.page(of: resolutions, next: next), for: terminal)
  }

  /// What was done, what is to be said of it, and the next command.
  package func render(done: String, detail: String, next: String) -> String {
    TextWriter.text(
      of: Page(list: [
        .list(List("done", [Item(StyledText(done), details: [.line(StyledText(detail))])])),
        .line(StyledText("Next: \(next)")),
      ]), for: terminal)
  }

  /// How right the forecast would have been.
  package func render(_ record: ForecastRecord) -> String {
    TextWriter.text(of: ForecastLayout.page(of: record), for: terminal)
  }

  /// A result of one line.
  package func render(line: String) -> String {
    TextWriter.text(of: Page(list: [.line(StyledText(line))]), for: terminal)
  }

  /// A sentence of a tour, or the heading of a part of it.
  package func render(sentence: String, isHeading: Bool) -> String {
    TextWriter.text(of: TourLayout.page(of: sentence, isHeading: isHeading), for: terminal)
  }

  /// A command of a tour, as it is typed.
  package func render(command: String) -> String {
    TextWriter.text(of: TourLayout.page(ofCommand: command), for: terminal)
  }

  /// One patch at length.
  package func render(_ patch: DescribedPatch) -> String {
    TextWriter.text(of: PatchLayout.page(of: patch), for: terminal)
  }
}
