import ArgumentParser
import Glibc

/// The command as a whole.
@main
struct ConfomeetUpgrade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confomeet-upgrade",
    abstract: "Move a ConfOMeet deployment to a new release of docker-jitsi-meet.",
    usage: """
      confomeet-upgrade [<options>] <release>
      confomeet-upgrade <subcommand> [<options>]
      """,
    discussion: """
      Takes upstream at the release, applies the patch set by meaning rather than by line, checks that every \
      customisation holds, and writes the deployment and its lock: all, or nothing.

      EXAMPLES:
        confomeet-upgrade stable-10184            upgrade
        confomeet-upgrade stable-10184 --dry-run  see what would change
        confomeet-upgrade drift                   is anything out of step?
        confomeet-upgrade releases                which releases there are
        confomeet-upgrade demo                    try it without a network

      EXIT STATUS:
        0    done, or nothing had to be done
        1    it could not be done; nothing was written
        2    dry run: files would change
        3    conflicts: a person has to decide; nothing was written
        4    written; only a report or standard output failed
        64   the command line is wrong
        130  interrupted; nothing half-written

      A private mirror's token is read from the variable CONFOMEET_TOKEN. Completions for a shell are printed by \
      'confomeet-upgrade --generate-completion-script bash' (or zsh, or fish).
      """,
    version: "confomeet-upgrade \(ToolVersion.current)",
    subcommands: [
      UpgradeCommand.self, DriftCommand.self, AdoptCommand.self, MatrixCommand.self,
      ConfigurationCommand.self, EnvironmentCommand.self, ReleasesCommand.self, PatchesCommand.self,
      ResolveCommand.self,
      AcceptCommand.self, ExplainCommand.self, SchemaCommand.self, DemoCommand.self,
    ],
    defaultSubcommand: needsDefault ? UpgradeCommand.self : nil
  )

  /// The arguments as the parser gets them: with `upgrade` where an upgrade's own stand alone.
  ///
  /// The parser finds the default subcommand by itself, but makes every option of it again at each step on the way
  /// there, which was a fifth of all that a start costs. It does so for the help, in which the default is named, and
  /// where nothing tells yet what is asked for.
  private static let arguments: [String] = {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help",
      CommandName(rawValue: first) == nil
    else { return arguments }
    return [CommandName.upgrade.rawValue] + arguments
  }()

  private static let needsDefault =
    arguments.first.map { $0 == "help" || $0.hasPrefix("-") && $0 != "--version" } ?? true

  static func main() {
    // A reader that has seen enough (`| head`) ends the output and not the work.
    signal(SIGPIPE, SIG_IGN)
    // Swift takes the arguments from there; a program always has its own name as the first.
    guard CommandLine.argc > 0 else {
      Console(.never).warn("the arguments can't be read: /proc is not mounted")
      exit(withError: ExitCode.failure)
    }
    do {
      if let script = CompletionScript.requested(by: arguments) {
        return try Console(.never).print(script)
      }
      var command = try parseAsRoot(arguments)
      try command.run()
      EarlyGit.settle()
    } catch {
      EarlyGit.settle()
      exit(withError: error)
    }
  }
}
