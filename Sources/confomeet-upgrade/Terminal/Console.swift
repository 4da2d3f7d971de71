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

  /// Makes the console that the options ask for.
  init(_ options: ColorOptions) throws {
    let color = try options.color
    output = Terminal.output.options(color: color)
    messages = Terminal.messages.options(color: color)
  }

  /// Prints a result. A reader that has seen enough (`| head`) is no error.
  func print(_ text: String) throws {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code != 0, code != EPIPE else { return }
    warn("could not write to standard output: \(String(cString: strerror(code)))")
    throw ExitCode.failure
  }

  /// Prints a result of one sentence.
  func print(line: String) throws {
    var page = TextPage(output)
    page.add(StyledText(line))
    try print(page.text)
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

  /// Shows why a command could not do its work.
  ///
  /// - Returns: the exit status.
  func failure(_ findings: [Finding]) -> ExitCode {
    if findings.contains(where: { $0.code == .cancelled }) {
      Interruption.report("nothing was changed")
      return Interruption.exitCode
    }
    show(findings)
    return .failure
  }
}
