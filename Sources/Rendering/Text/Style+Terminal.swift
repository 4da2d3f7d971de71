import Findings

extension Style {
  /// The parameters of the SGR sequence; `nil` for text as it is.
  private var parameters: String? {
    switch self {
    case .plain, .subject: nil
    case .heading, .strong: "1"
    case .faint: "2"
    case .code, .changed: "36"
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
