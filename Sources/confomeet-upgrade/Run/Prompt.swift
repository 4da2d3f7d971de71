import ArgumentParser
import Glibc

/// Asks a person at a terminal.
enum Prompt {
  /// Whether there is somebody to ask.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && Terminal.messages.isTerminal }

  /// Asks for a line; `nil` for an empty one, which leaves a blank.
  ///
  /// - Throws: `ExitCode` when the person ends the input instead: nothing is to be done then.
  static func ask(_ question: String) throws -> String? {
    _ = writeAll("\(question) ", to: STDERR_FILENO)
    guard let line = readLine() else {
      _ = writeAll("\n", to: STDERR_FILENO)
      Interruption.report("nothing was changed")
      throw Interruption.exitCode
    }
    return line.allSatisfy(\.isWhitespace) ? nil : line
  }
}
