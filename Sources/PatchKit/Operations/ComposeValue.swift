import Editing

extension ValueKind where Value == String {
  /// A value of a compose file, in which variables can stand: one that Compose reads as what is meant.
  static let composeValue = ValueKind.text.refined { value throws(Refusal) in
    _ = try variables(in: value)
    return value
  }

  /// A value that can be the default of a variable, `${NAME:-default}`.
  static let composeDefault = ValueKind.text.refined { fallback throws(Refusal) in
    guard try variables(in: "${NAME:-\(fallback)}").first?.argument == fallback else {
      throw .must("not have a `}` that ends the variable it is the default of")
    }
    return fallback
  }

  private static func variables(in value: String) throws(Refusal) -> [Interpolation.Variable] {
    do throws(EditingError) {
      return try Interpolation.variables(in: value)
    } catch {
      throw .must("be a value that Compose can read: \(error.message)")
    }
  }
}
