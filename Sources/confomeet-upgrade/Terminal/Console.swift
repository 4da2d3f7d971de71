import ArgumentParser
import Findings
import Glibc
import Rendering

/// What a command says: results to standard output, all else to standard error.
struct Console {
  /// What results are laid out for.
  let output: TerminalOptions
  /// What diagnostics are laid out for.
  let messages: TerminalOptions

  /// Makes a console.
  init(_ color: ColorChoice) {
    output = Terminal.output.options(color: color)
    messages = Terminal.messages.options(color: color)
  }

  /// Prints a result. A reader that has seen enough (`| head`) is no error.
  func print(_ text: String) throws {
    guard write(text) else { throw ExitCode.failure }
  }

  /// Prints a result, and says it when that cannot be done.
  ///
  /// - Returns: whether all of it was printed, or nobody reads it any more.
  func write(_ text: String) -> Bool {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code != 0, code != EPIPE else { return true }
    warn("could not write to standard output: \(String(cString: strerror(code)))")
    return false
  }

  /// Prints a result of one sentence.
  func print(line: String) throws {
    try print(ListText(terminal: output).render(line: line))
  }

  /// Prints a result of one sentence, and says it when that cannot be done.
  ///
  /// - Returns: whether it was printed, or nobody reads it any more.
  func write(line: String) -> Bool {
    write(ListText(terminal: output).render(line: line))
  }

  /// Prints one line to standard error.
  func warn(_ line: String) {
    _ = writeAll("confomeet-upgrade: \(VisibleText.escaped(line))\n", to: STDERR_FILENO)
  }

  /// Shows findings on standard error, an empty line between them.
  func show(_ findings: [Finding], upstream: String? = nil) {
    let renderer = DiagnosticRenderer(terminal: messages, upstream: upstream)
    let text = findings.map(renderer.render).joined(separator: "\n")
    _ = writeAll(text, to: STDERR_FILENO)
  }
}
