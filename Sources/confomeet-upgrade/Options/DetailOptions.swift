import ArgumentParser

/// How much is shown.
struct DetailOptions: ParsableArguments {
  @Flag(
    name: [.customShort("q"), .customLong("quiet")],
    help: "Show errors and conflicts only. (CONFOMEET_QUIET)")
  private var quietFlag = false

  @Flag(
    name: [.customShort("v"), .customLong("verbose")],
    help: "Show every operation, guarantee, file and change. (CONFOMEET_VERBOSE)")
  private var verboseFlag = false

  /// Whether only errors and conflicts are shown. What the command line says counts more than a variable.
  var isQuiet: Bool {
    get throws {
      if quietFlag || verboseFlag { return quietFlag }
      return try Variable.quiet.isOn()
    }
  }

  /// Whether everything is shown.
  var isVerbose: Bool {
    get throws {
      if quietFlag || verboseFlag { return verboseFlag }
      return try Variable.verbose.isOn() && !Variable.quiet.isOn()
    }
  }

  func validate() throws {
    if quietFlag && verboseFlag {
      throw ValidationError("'--quiet' and '--verbose' must not stand together.")
    }
    _ = try (isQuiet, isVerbose)
  }
}
