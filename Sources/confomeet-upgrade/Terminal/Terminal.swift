import Glibc
import Rendering

/// One of the two streams that a person may be looking at.
struct Terminal: Sendable {
  /// The stream's descriptor.
  let descriptor: Int32
  /// Whether it is a terminal.
  let isTerminal: Bool

  /// Where results go.
  static let output = Terminal(STDOUT_FILENO)
  /// Where progress and diagnostics go.
  static let messages = Terminal(STDERR_FILENO)

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Whether it can move its cursor and knows colours.
  var isCapable: Bool { isTerminal && !["dumb", nil].contains(Variable.value(of: "TERM")) }

  /// The columns there are now; `nil` when it is no terminal or doesn't say.
  var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// What texts are laid out for.
  func options(color: ColorChoice) -> TerminalOptions {
    let usesColour: Bool =
      switch color {
      case .always: true
      case .never: false
      case .auto: isCapable && Variable.value(of: "NO_COLOR") == nil
      }
    // Longer lines are hard to read, however wide the window is.
    return TerminalOptions(
      width: min(columns ?? 80, 120), usesColour: usesColour,
      usesHyperlinks: usesColour && isCapable, breaksWords: isTerminal)
  }
}
