package import GitKit
import PatchKit

/// A variable of a container.
package struct ModelVariable: Sendable, Hashable {
  /// Where its value comes from.
  package enum Origin: Sendable, Hashable {
    /// The compose file has the value.
    case given
    /// `.env` has it: passed on by its name, or by another variable in the value.
    case environmentFile
    /// The compose file's default stands in.
    case defaulted
    /// A file that `env_file` names.
    case file(TreePath)
    /// It is passed on by its name and is unset: the container does not get it.
    case unset
  }

  /// The name.
  package let name: String
  /// The value; `nil` when the container does not get the variable. Values are never shown.
  package let value: String?
  /// The value with its variables; `nil` when it is passed on by its name, or comes from a file.
  package let written: String?
  /// Where the value comes from.
  package let origin: Origin
  /// The variables of `.env` that the value depends on.
  package let uses: [VariableUse]
  /// Where it is written.
  package let place: ComposeTree.Origin
}

/// A container's environment: `environment` over the files of `env_file`.
struct ModelEnvironment {
  private(set) var variables: [ModelVariable] = []

  init(
    _ service: ComposeTree, variables: ComposeEnvironment, files: ComposeFiles, root: String
  ) throws(ComposeProblem) {
    var found: [String: ModelVariable] = [:]
    for file in service["env_file"]?.items ?? [] {
      guard let path = file["path"] else { continue }
      for variable in try Self.file(
        file, path, over: variables, earlier: found.compactMapValues(\.value), files, root: root)
      {
        found[variable.name] = variable
      }
    }
    for item in service["environment"].map(ComposeMerge.assignments) ?? [] {
      let variable = Self.variable(item, variables)
      found[variable.name] = variable
    }
    self.variables = found.values.sorted { $0.name < $1.name }
  }

  /// `NAME=value`, or `NAME` alone.
  static func split(_ text: String) -> (name: String, value: String?) {
    guard let sign = text.unicodeScalars.firstIndex(of: "=") else { return (text, nil) }
    return (
      String(text.unicodeScalars[..<sign]),
      String(text.unicodeScalars[text.unicodeScalars.index(after: sign)...])
    )
  }

  private static func variable(
    _ item: ComposeTree, _ variables: ComposeEnvironment
  ) -> ModelVariable {
    guard case .scalar(let scalar) = item.content else {
      return ModelVariable(
        name: "", value: nil, written: nil, origin: .unset, uses: [], place: item.origin)
    }
    let (name, value) = split(scalar.text)
    if let value {
      let origin: ModelVariable.Origin =
        scalar.uses.contains { $0.source == .variable }
        ? .environmentFile
        : scalar.uses.contains { $0.source == .defaultText } ? .defaulted : .given
      return ModelVariable(
        name: name, value: value, written: Self.split(scalar.written).value, origin: origin,
        uses: scalar.uses, place: item.origin)
    }
    let passed = variables[name]
    return ModelVariable(
      name: name, value: passed, written: nil, origin: passed == nil ? .unset : .environmentFile,
      uses: [VariableUse(name: name, source: passed == nil ? .nothing : .variable)],
      place: item.origin)
  }

  private static func file(
    _ entry: ComposeTree, _ written: ComposeTree, over variables: ComposeEnvironment,
    earlier: [String: String], _ files: ComposeFiles, root: String
  ) throws(ComposeProblem) -> [ModelVariable] {
    guard case .deployment(let path?) = HostPath(written.text ?? "", root: root) else {
      throw ComposeProblem(
        .unknown, "a file of `env_file` is outside of the deployment",
        file: written.origin.file, offset: written.origin.offset)
    }
    guard let bytes = try files.bytes(at: path) else {
      guard files.toleratesMissingVariables || entry["required"]?.text == "false" else {
        throw ComposeProblem("\(path) does not exist", at: written)
      }
      return []
    }
    return try ComposeEnvironment.entries(of: bytes, path, over: variables, earlier: earlier).map {
      ModelVariable(
        name: $0.name, value: $0.value, written: nil, origin: .file(path), uses: [],
        place: ComposeTree.Origin(file: path, offset: $0.offset))
    }
  }
}
