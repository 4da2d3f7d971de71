public import Findings

/// What a piece of text means, from which its look on a terminal follows.
public enum Style: Sendable, Hashable {
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
  /// Something went well.
  case success
  /// Something new.
  case added
  /// Something gone.
  case removed
  /// A finding's severity.
  case severity(Severity)

  /// The parameters of the SGR sequence; `nil` for text as it is.
  private var parameters: String? {
    switch self {
    case .plain: nil
    case .heading, .strong: "1"
    case .faint: "2"
    case .code: "36"
    case .success: "1;32"
    case .added: "32"
    case .removed: "31"
    case .severity(.conflict): "1;35"
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.note): "1;36"
    }
  }

  /// A text with the sequences that give it this look.
  func applied(to text: String) -> String {
    guard let parameters else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }
}
