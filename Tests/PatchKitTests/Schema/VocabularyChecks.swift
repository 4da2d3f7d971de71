import Findings
import GitKit
import PatchKit

/// What is wrong with a vocabulary's own definitions: names given twice, examples that can't be read.
///
/// Files that examples name need not be there.
func problems(ofDefinitionsIn vocabulary: Vocabulary) throws -> [String] {
  var problems: [String] = []
  problems += twice(vocabulary.operations)
  problems += twice(vocabulary.guarantees)
  problems += twice(vocabulary.conditions)
  for kind in vocabulary.conditions
  where !kind.mapping.keys.contains(where: { $0.name == kind.name && $0.isRequired }) {
    problems.append("\(kind.name): a condition has a required key of its own name")
  }
  let items =
    vocabulary.operations.map { ("operations", $0.name, $0.example) }
    + vocabulary.guarantees.map { ("guarantees", $0.name, $0.example) }
  for (list, name, example) in items {
    let findings = try findings(of: "\(list):\n\(indented(example, by: 2))", vocabulary)
    problems += findings.map { "\(name): \($0.headline)" }
  }
  for kind in vocabulary.conditions {
    let variant = "variants:\n  - name: one\n    when:\n\(indented(kind.example, by: 6))"
    problems += try findings(of: variant, vocabulary).map { "\(kind.name): \($0.headline)" }
  }
  return problems
}

/// The kinds, and the keys of each, that have the same name.
private func twice<Item>(_ kinds: [Kind<Item>]) -> [String] {
  let names = Dictionary(grouping: kinds, by: \.name).filter { $0.value.count > 1 }.keys
  return names.sorted().map { "\($0): the name is given twice" }
    + kinds.flatMap { kind in
      Dictionary(grouping: kind.mapping.keys, by: \.name).filter { $0.value.count > 1 }.keys
        .sorted().map { "\(kind.name): the key `\($0)` is given twice" }
    }
}

/// The example indented, as it stands below a key.
private func indented(_ example: String, by count: Int) -> String {
  example.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
}

private func findings(of body: String, _ vocabulary: Vocabulary) throws -> [Finding] {
  let manifests = [
    "patchset.yaml": """
    format: 1
    name: examples
    upstream: {url: "https://git.example/upstream.git", releases: "stable-*"}
    deployment: {directory: confomeet, include: ["*.yml"]}
    patches: [example]
    """,
    "example/patch.yaml": "id: example\ntitle: An example\nreason: To be read.\n\(body)\n",
  ]
  var files = FileTree()
  for (path, text) in manifests {
    files[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
  }
  return problems(of: files, vocabulary: vocabulary).filter { $0.code.rawValue != "P107" }
}
