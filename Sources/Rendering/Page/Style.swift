package import Findings

/// What a piece of text means, from which its look on a terminal follows.
package enum Style: Sendable, Hashable {
  /// Text as it is.
  case plain
  /// The title of a part of a page.
  case heading
  /// What the eye should find first.
  case strong
  /// What matters less.
  case faint
  /// What stands so in a file or is typed so.
  case code
  /// A text that somebody upstream wrote, in whatever direction it is read.
  case subject
  /// Something went well.
  case success
  /// Something changed.
  case changed
  /// Something new.
  case added
  /// Something gone.
  case removed
  /// A finding's severity.
  case severity(Severity)
}
