/// Where commands read from and write to.
extension ShellMachine {
  /// Where what a command puts out goes.
  struct Outputs {
    /// Why it may not be possible to open the file.
    var doubt: String?
    /// The file; `nil` when it goes where the script's own output goes.
    var file: TracedText?
    var appends = false
    /// Whether it goes nowhere, or to another descriptor.
    var isElsewhere = false
  }

  /// What a command puts out into its file.
  enum Product {
    case text(TracedText)
    /// The contents of a file.
    case contents(TracedText)
    case rendered(TracedText, [String: TracedText])
  }

  /// Opens the files of a command's redirections.
  ///
  /// - Returns: `nil` when one can't be opened, for which the command isn't run.
  mutating func open(_ command: ShellCommand) throws(EditingError) -> Outputs? {
    var outputs = Outputs()
    for redirection in command.redirections {
      guard let word = redirection.target, redirection.operator != "<<<" else { continue }
      if word.parts.count == 1, case .command = word.parts[0] { continue }
      let path = try string(of: word)
      guard state.flow == nil else { return nil }
      if redirection.operator == "<" {
        guard try isThere(path) else { return failed() }
        continue
      }
      let isOutput = redirection.descriptor == nil || redirection.descriptor == 1
      guard redirection.operator.hasPrefix("&") || !isDescriptor(path, redirection) else {
        if isOutput { outputs = Outputs(isElsewhere: true) }
        continue
      }
      if path.string?.hasPrefix("/dev/") == true {
        if isOutput { outputs = Outputs(isElsewhere: true) }
        continue
      }
      guard try canWrite(path) else { return failed() }
      let doubt: String? =
        if case .unknown(let reason) = try folder(of: path) { reason } else { nil }
      let appends = redirection.operator.hasSuffix(">>")
      if isOutput || redirection.operator.hasPrefix("&") {
        outputs = Outputs(doubt: doubt, file: path, appends: appends)
      } else {
        add(
          .write(TracedText(unknown: "messages"), to: path, appends: appends),
          at: command.span.lowerBound)
      }
      make(path, .file)
    }
    return outputs
  }

  private mutating func failed() -> Outputs? {
    state.status = .failure
    return nil
  }

  /// `2>&1`, not `>& file`.
  private func isDescriptor(_ path: TracedText, _ redirection: ShellRedirection) -> Bool {
    guard redirection.operator == ">&" || redirection.operator == "<&" else { return false }
    return path.bytes?.allSatisfy { ASCII.isDigit($0) || $0 == ASCII.minus } != false
  }

  private mutating func isThere(_ path: TracedText) throws(EditingError) -> Bool {
    guard let path = path.string, !path.hasPrefix("/dev/") else { return true }
    return try entry(at: path) != .nothing
  }

  /// Whether a file can be made: its folder has to be there, and no folder of its own name.
  private mutating func canWrite(_ path: TracedText) throws(EditingError) -> Bool {
    guard let path = path.string, path.hasPrefix("/") else { return true }
    guard !path.hasSuffix("/"), try entry(at: path) != .folder else { return false }
    return try entry(at: ShellFiles.parent(of: path)).mayBeFolder
  }

  /// What is there where a file is made.
  private mutating func folder(of path: TracedText) throws(EditingError) -> ShellFiles.Entry {
    guard let text = path.string, text.hasPrefix("/") else {
      return .unknown(path.unknown ?? "the current folder")
    }
    return try entry(at: ShellFiles.parent(of: text))
  }

  /// Takes down what a command puts out into a file.
  mutating func deliver(_ product: Product, to outputs: Outputs, _ command: ShellCommand) {
    let offset = command.span.lowerBound
    let outer = doubt
    defer { doubt = outer }
    if let reason = outputs.doubt {
      doubt = doubt ?? reason
      state.status = .unknown(reason)
    }
    guard let file = outputs.file else {
      if case .rendered(let template, _) = product {
        add(.run([TracedText("tpl"), template]), at: offset)
      }
      return
    }
    let kind: ShellRun.Effect.Kind =
      switch product {
      case .text(let text): .write(text, to: file, appends: outputs.appends)
      case .contents(let source): .copy(from: source, to: file, appends: outputs.appends)
      case .rendered(let template, let environment):
        .render(template: template, to: file, appends: outputs.appends, environment: environment)
      }
    add(kind, at: offset)
  }
}

extension ShellCommand {
  /// The file, or the commands between `<(` and `)`, that it reads.
  var input: ShellWord? {
    redirections.last { $0.operator == "<" && ($0.descriptor ?? 0) == 0 }?.target
  }
}

extension ShellFiles.Entry {
  /// Whether it is a folder, or can be one.
  var mayBeFolder: Bool {
    switch self {
    case .folder, .unknown: true
    case .nothing, .file: false
    }
  }
}
