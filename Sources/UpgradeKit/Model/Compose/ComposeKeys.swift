/// The place of a value in a compose document, for the rules that go by it.
///
/// Rules are written as in the Compose specification, `services.*.ports`; `*` stands for one key or item.
struct ComposeKeys: Sendable {
  /// The keys; `[]` for an item of a list.
  private(set) var keys: [String] = []

  /// The path of an entry.
  func appending(_ key: String) -> ComposeKeys {
    var path = self
    path.keys.append(key)
    return path
  }

  /// The path of an item.
  var item: ComposeKeys { appending("[]") }

  /// The path as Compose writes it, `services.web.ports`.
  var text: String { keys.joined(separator: ".") }

  /// The last key.
  var last: String { keys.last ?? "" }
}

/// Rules by path: few paths have one, so they are found by their last key first.
struct ComposeRules<Rule: Sendable>: Sendable {
  private let byLast: [String: [(pattern: [String], rule: Rule)]]

  /// Takes patterns such as `services.*.build.args`.
  init(_ rules: [(String, Rule)]) {
    var byLast: [String: [(pattern: [String], rule: Rule)]] = [:]
    for (text, rule) in rules {
      let pattern = text.split(separator: ".").map(String.init)
      byLast[pattern.last ?? "", default: []].append((pattern, rule))
    }
    self.byLast = byLast
  }

  /// The rule of a path.
  subscript(path: ComposeKeys) -> Rule? {
    find(path, in: byLast[path.last]) ?? find(path, in: byLast["*"])
  }

  private func find(_ path: ComposeKeys, in rules: [(pattern: [String], rule: Rule)]?) -> Rule? {
    rules?.first { pattern, _ in
      pattern.count == path.keys.count
        && zip(pattern, path.keys).allSatisfy { $0 == "*" || $0 == $1 }
    }?.rule
  }
}
