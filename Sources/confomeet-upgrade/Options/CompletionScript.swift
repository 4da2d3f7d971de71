import ArgumentParser

/// What a shell reads to complete command lines: the parser's own script, and for an upgrade the form without its name.
///
/// The parser completes no default subcommand: `confomeet-upgrade stable-1114` would find nothing.
enum CompletionScript {
  /// The script for a shell; `nil` when the arguments ask for none, or for a shell that the parser doesn't know.
  static func requested(by arguments: [String]) -> String? {
    let option = "--generate-completion-script"
    guard let first = arguments.first, first.hasPrefix(option), arguments.count <= 2 else {
      return nil
    }
    let name =
      first.hasPrefix(option + "=") ? String(first.dropFirst(option.count + 1)) : arguments.last
    let shell = name.flatMap(CompletionShell.init(rawValue:))
    guard first == option || arguments.count == 1, let shell else { return nil }
    return text(for: shell)
  }

  private static func text(for shell: CompletionShell) -> String {
    let script = ConfomeetUpgrade.completionScript(for: shell)
    let commands = CommandName.allCases.map(\.rawValue) + ["help"]
    switch shell {
    case .bash: return script + "\n" + bash(commands)
    case .fish: return script + "\n" + fish(commands)
    case .zsh:
      // The end of the script calls the function that is replaced.
      let call = "\nif [[ \"${funcstack[1]}\" = "
      let end = script.firstRange(of: call)?.lowerBound ?? script.endIndex
      return script[..<end] + "\n" + zsh(commands) + script[end...]
    default: return script
    }
  }

  private static func bash(_ commands: [String]) -> String {
    """
    # An upgrade's release and options may stand without `upgrade`.
    _confomeet-upgrade_or_release() {
        local -a found=()
        if ((COMP_CWORD > 1)); then
            case "${COMP_WORDS[1]}" in
            \(commands.joined(separator: " | ")))
                _confomeet-upgrade "$@"
                return
                ;;
            esac
        else
            _confomeet-upgrade "$@"
            found=("${COMPREPLY[@]}")
            COMPREPLY=()
        fi
        COMP_WORDS=("${COMP_WORDS[0]}" upgrade "${COMP_WORDS[@]:1}")
        COMP_LINE="${COMP_LINE/ / upgrade }"
        ((COMP_CWORD += 1, COMP_POINT += 8))
        _confomeet-upgrade "$@"
        COMPREPLY=("${found[@]}" "${COMPREPLY[@]}")
    }

    complete -o filenames -F _confomeet-upgrade_or_release confomeet-upgrade

    """
  }

  private static func zsh(_ commands: [String]) -> String {
    """
    # An upgrade's release and options may stand without `upgrade`.
    functions[_confomeet-upgrade_subcommands]="${functions[_confomeet-upgrade]}"
    _confomeet-upgrade() {
        local -i ret=1
        if ((CURRENT > 2)) && [[ "${words[2]}" = (\(commands.joined(separator: "|"))) ]]; then
            _confomeet-upgrade_subcommands "${@}"
            return
        fi
        if ((CURRENT == 2)); then
            _confomeet-upgrade_subcommands "${@}" && ret=0
        fi
        words=("${words[1]}" upgrade "${(@)words[2,-1]}")
        ((CURRENT += 1))
        _confomeet-upgrade_subcommands "${@}" && ret=0
        return "${ret}"
    }

    """
  }

  private static func fish(_ commands: [String]) -> String {
    """
    # An upgrade's release and options may stand without `upgrade`.
    function __confomeet-upgrade_has_no_subcommand
        set -l tokens (__confomeet-upgrade_tokens -pc)
        test (count $tokens) -lt 2; or not contains -- $tokens[2] \(commands.joined(separator: " "))
    end

    function __confomeet-upgrade_complete_upgrade
        set -l tokens (__confomeet-upgrade_tokens -pc)
        set -l words (string escape -- $tokens[1] upgrade $tokens[2..])
        complete -C "$words "(commandline -ct)
    end

    complete -c confomeet-upgrade -n __confomeet-upgrade_has_no_subcommand -fa '(__confomeet-upgrade_complete_upgrade)'

    """
  }
}
