import Findings

/// The variables that Compose takes from files such as `.env`. Values are for resolving, and never shown.
struct ComposeVariables {
  private let contents: EnvironmentValues

  /// Takes files: a variable that several have is that of the first.
  init(_ sources: [EnvironmentSource]) {
    contents = EnvironmentValues(sources)
  }

  /// What Compose takes each variable to be.
  var values: [String: String] { contents.values }

  /// The place where a variable is set.
  func place(of name: String) -> Place? { contents.lines[name]?.last?.place }
}
