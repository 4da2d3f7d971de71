import ArgumentParser

/// Whether texts have colours.
struct ColorOptions: ParsableArguments {
  @Option(
    name: .customLong("color"),
    help: ArgumentHelp(
      "When to use colours; auto, the default, is on a terminal unless NO_COLOR is set. (CONFOMEET_COLOR)",
      valueName: "when"))
  private var colorOption: ColorChoice?

  /// When texts have colours.
  var color: ColorChoice {
    get throws {
      if let colorOption { return colorOption }
      guard let text = Variable.color.value else { return .auto }
      guard let choice = ColorChoice(rawValue: text) else {
        throw ValidationError(
          "The variable \(Variable.color.rawValue) must be auto, always or never, and is '\(text)'."
        )
      }
      return choice
    }
  }

  func validate() throws {
    _ = try color
  }
}
