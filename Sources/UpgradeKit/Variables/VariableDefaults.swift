import PatchKit

/// What holds without a variable, by the place that says so: env.example, compose files, each image.
struct VariableDefaults {
  private(set) var values: [String: Set<String>] = [:]

  /// Takes in a default, unless it is computed: what comes of it stands elsewhere.
  mutating func add(_ value: String?, at place: String) {
    guard let value, !value.contains("$"), !value.contains("`"), !value.hasPrefix("."),
      !value.hasPrefix("(")
    else { return }
    values[place, default: []].insert(value)
  }

  /// Whether a value is one of them.
  func has(_ value: String) -> Bool { values.values.contains { $0.contains(value) } }

  /// The defaults in a line, each once.
  var shown: String? {
    let all = Set(values.values.joined()).filter { !$0.isEmpty }.sorted()
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }

  /// What is different where both have a default; `nil` when nothing is.
  func difference(to other: VariableDefaults) -> (before: String, after: String)? {
    var gone: Set<String> = []
    var new: Set<String> = []
    for (place, values) in values {
      guard let others = other.values[place], values != others else { continue }
      // Templates and scripts have two spellings for yes and no.
      guard Set(values.map(Self.plain)) != Set(others.map(Self.plain)) else { continue }
      gone.formUnion(values.subtracting(others))
      new.formUnion(others.subtracting(values))
    }
    guard !gone.isEmpty, !new.isEmpty else { return nil }
    return (Self.text(gone), Self.text(new))
  }

  private static func plain(_ value: String) -> String {
    value == "true" ? "1" : value == "false" ? "0" : value
  }

  private static func text(_ values: Set<String>) -> String {
    values.map { $0.isEmpty ? "nothing" : $0 }.sorted().joined(separator: ", ")
  }
}

extension VariableMap {
  /// Whether a value holds without a variable.
  func hasDefault(_ value: String, of name: String) -> Bool {
    self[name].map { defaults(of: $0).has(value) } ?? false
  }

  /// What holds without a variable. A variable whose name says that it is a secret has none to be shown.
  func defaults(of variable: EnvironmentVariable) -> VariableDefaults {
    var defaults = VariableDefaults()
    guard !EnvironmentContext.isSecret(variable.name) else { return defaults }
    for declaration in variable.declarations where !declaration.isCommentedOut {
      defaults.add(declaration.value, at: "env.example")
    }
    for use in variable.interpolations {
      // The release's own name changes with every release.
      let isRelease = use.defaultText.map { ReleaseName($0) != nil || $0 == "unstable" } ?? false
      defaults.add(isRelease ? nil : use.defaultText, at: "compose")
    }
    for reader in variable.readers + variable.scriptDefaults {
      defaults.add(reader.defaultText, at: reader.image)
    }
    return defaults
  }
}

extension EnvironmentVariable {
  /// Whether everything that can be a default is written as it is for another variable.
  func hasDefaults(of other: EnvironmentVariable) -> Bool {
    declarations.elementsEqual(other.declarations) {
      $0.value == $1.value && $0.isCommentedOut == $1.isCommentedOut
    } && interpolations.elementsEqual(other.interpolations) { $0.defaultText == $1.defaultText }
      && [(readers, other.readers), (scriptDefaults, other.scriptDefaults)].allSatisfy { one, two in
        one.elementsEqual(two) { $0.image == $1.image && $0.defaultText == $1.defaultText }
      }
  }

  /// The first line of the comment above it in env.example.
  var comment: String? {
    declarations.lazy.compactMap { $0.comment.first { !$0.isEmpty } }.first
  }
}
