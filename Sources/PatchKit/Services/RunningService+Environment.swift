package import Editing

extension RunningService {
  /// What the container gets when `.env` has some variables and no others.
  ///
  /// - Throws: ``EditingError`` for what Compose can't evaluate.
  package func environment(
    _ variables: [String: String]
  ) throws(EditingError) -> [String: String] {
    var result = takesAll ? variables : [:]
    for variable in environment {
      result[variable.name] =
        if let value = variable.value { try value.value(variables) } else {
          variables[variable.name]
        }
    }
    return result
  }

  /// Whether the container gets a variable, once `.env` has it.
  package func passes(_ name: String) -> Bool {
    takesAll || environment.contains { $0.name == name }
  }
}
