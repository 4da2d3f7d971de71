import Editing

/// Values of a compose file, in which variables can stand.
enum ComposeValue {
  /// Throws for a value that Compose would not read, or would read as something else than is meant.
  ///
  /// - Parameters:
  ///   - value: the value as it is going to stand in the file.
  ///   - key: the manifest's key that it comes from.
  ///   - fallback: what must be the default of the one variable that the value is.
  static func check(
    _ value: String, _ key: String, at place: ManifestPlace, default fallback: String? = nil
  ) throws(ManifestError) {
    let variables: [Interpolation.Variable]
    do throws(EditingError) {
      variables = try Interpolation.variables(in: value)
    } catch {
      throw ManifestError(
        invalid: "`\(key)` must be a value that Compose can read: \(error.message)", at: place)
    }
    if let fallback, variables.first?.argument != fallback {
      throw ManifestError(
        invalid: "`\(key)` must not have a `}` that ends the variable it is the default of",
        at: place)
    }
  }
}
