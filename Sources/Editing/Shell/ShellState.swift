/// The state of a script on its way.
struct ShellState {
  /// A variable.
  struct Variable: Hashable {
    enum Value: Hashable {
      case unset
      case text(TracedText)
      case list([TracedText])
      /// What it is, or whether it is set, can't be known.
      case unknown(String)
    }

    static let absent = Variable(value: .unset, isExported: false)

    var value: Value
    /// Whether commands get it; `nil` when that isn't known.
    var isExported: Bool?
  }

  /// What keeps the next command from running.
  enum Flow: Hashable {
    /// The script ends, or the subshell; without a status when that isn't known.
    case exit(Int?)
    /// `break`
    case leaveLoop
    /// `continue`
    case nextRound
    /// `return`
    case returning
  }

  var variables: [String: Variable]
  var functions: [String: ShellCommand] = [:]
  /// What the function, or the script, is called with.
  var arguments = Variable.Value.list([])
  var files: ShellFiles
  var status = ShellStatus.success
  var flow: Flow?
  /// Why what follows in a round may be left out: one way left it, another one goes on.
  var mayLeave: String?
  /// The same of a function.
  var mayReturn: String?
  /// What isn't covered, and may have changed any variable.
  var lost: String?
  /// `set -e`
  var endsOnFailure = false
  /// `set -u`
  var demandsVariables = false
  /// What was put out last.
  var lastOutput: TracedText?

  init(environment: [String: TracedText], files: ShellFiles) {
    variables = environment.mapValues { Variable(value: .text($0), isExported: true) }
    self.files = files
  }

  /// Variables that bash itself sets.
  private static let own: Set<String> = [
    "BASH", "BASHPID", "BASH_SOURCE", "BASH_VERSION", "EPOCHREALTIME", "EPOCHSECONDS", "EUID",
    "FUNCNAME", "GROUPS", "HOSTNAME", "HOSTTYPE", "IFS", "LINENO", "MACHTYPE", "OLDPWD", "OPTIND",
    "OSTYPE", "PATH", "PIPESTATUS", "PPID", "PWD", "RANDOM", "SECONDS", "SHLVL", "SRANDOM", "TERM",
    "UID",
  ]

  /// What a variable comes to.
  func value(of name: String) -> Variable.Value {
    if let known = variables[name] { return known.value }
    if let lost { return .unknown(lost) }
    return Self.own.contains(name) ? .unknown("$\(name)") : .unset
  }

  /// What commands get.
  var environment: [String: TracedText] {
    variables.compactMapValues { variable in
      switch (variable.value, variable.isExported) {
      case (_, false?), (.unset, _), (.list, _): nil
      case (.text(let text), true?): text
      case (.text, nil): TracedText(unknown: "whether it is exported can't be known")
      case (.unknown(let reason), _): TracedText(unknown: reason)
      }
    }
  }

  /// Assigns a variable; whether it is exported stays.
  mutating func set(_ name: String, _ value: Variable.Value) {
    let isExported = variables[name].map(\.isExported) ?? false
    variables[name] = Variable(value: value, isExported: isExported)
  }
}
