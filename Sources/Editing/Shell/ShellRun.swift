/// What a script does when a container starts, worked out without running it.
///
/// Covers what the images' scripts use, as bash has it. What only a running container can tell is unknown, and so is
/// what depends on it. The script is called without arguments. Programs that arrange files are taken to succeed where
/// what they need is there.
package struct ShellRun: Sendable {
  /// Something that the script does.
  package struct Effect: Sendable, Hashable {
    /// What is done.
    package enum Kind: Sendable, Hashable {
      /// `tpl` renders a template into a file, or adds to it, with these exported variables.
      case render(
        template: TracedText, to: TracedText, appends: Bool, environment: [String: TracedText])
      /// A file or folder is copied or moved, or a file is added to another one.
      case copy(from: TracedText, to: TracedText, appends: Bool)
      /// A file is written with what a command puts out.
      case write(TracedText, to: TracedText, appends: Bool)
      /// A file or folder is removed.
      case remove(TracedText)
      /// A program runs; the words of its command.
      case run([TracedText])
      /// The script ends early, or the container is stopped; the status, and what was said last.
      case exit(status: Int?, message: TracedText?)
    }

    /// What is done.
    package let kind: Kind
    /// Why it may not come to it, or more than once; `nil` when it does for certain, once.
    package let doubt: String?
    /// Where the command stands, in bytes.
    package let offset: Int
  }

  /// What the script does, in order.
  package let effects: [Effect]
  /// The variables at its end that are set; unknown where that depends on what only a container can tell.
  package let variables: [String: TracedText]
  /// Those of them that are exported, or may be.
  package let exported: Set<String>
  /// The status that it ends with; `nil` when that isn't known.
  package let status: Int?
  /// What isn't covered, each with its place: what depends on it is unknown.
  package let uncovered: [EditingError]

  /// Works out a run.
  ///
  /// - Parameters:
  ///   - environment: the container's environment.
  ///   - surroundings: what the script finds.
  /// - Throws: ``EditingError``, `tooLarge`, beyond 100,000 steps.
  package init(
    of script: ShellSyntax, in text: SourceText, environment: [String: TracedText],
    surroundings: Surroundings
  ) throws(EditingError) {
    var machine = ShellMachine(
      text: text, surroundings: surroundings,
      state: ShellState(environment: environment, files: ShellFiles(surroundings.entry)))
    try machine.run(script.commands)
    effects = machine.effects
    uncovered = machine.uncovered + [script.problem].compactMap(\.self)
    status =
      switch machine.state.flow {
      case .exit(let status)?: status
      case .leaveLoop?, .nextRound?, .returning?, nil: machine.state.status.known
      }
    variables = machine.state.variables.compactMapValues { variable in
      switch variable.value {
      case .text(let text): text
      case .unknown(let reason): TracedText(unknown: reason)
      case .unset, .list: nil
      }
    }
    exported = Set(machine.state.variables.filter { $0.value.isExported != false }.keys)
  }

  /// What a script finds in its container.
  package struct Surroundings: Sendable {
    /// What there is at a path.
    package enum Entry: Sendable, Hashable {
      /// Nothing.
      case nothing
      /// A file.
      case file
      /// A folder.
      case folder
      /// It can't be known; with the reason.
      case unknown(String)
    }

    /// What there is at a path before the script runs.
    package let entry: @Sendable (String) -> Entry
    /// The status of `tpl` for a template with an environment; `nil` when that isn't known.
    package let renderStatus: @Sendable (String, [String: TracedText]) -> Int?

    /// Makes surroundings.
    package init(
      entry: @escaping @Sendable (String) -> Entry,
      renderStatus: @escaping @Sendable (String, [String: TracedText]) -> Int? = { _, _ in 0 }
    ) {
      self.entry = entry
      self.renderStatus = renderStatus
    }
  }
}
