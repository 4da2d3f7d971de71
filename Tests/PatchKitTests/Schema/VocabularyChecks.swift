import Findings
import GitKit
import PatchKit

/// What is wrong with a vocabulary's own definitions: names given twice, examples that can't be read.
///
/// Files that examples name need not be there.
func problems(ofDefinitionsIn vocabulary: Vocabulary) throws -> [String] {
  let operations = vocabulary.operations.map { $0.definition }
  let guarantees = vocabulary.guarantees.map { $0.definition }
  let conditions = vocabulary.conditions.map { $0.definition }
  var problems: [String] = []
  for kinds in [operations, guarantees, conditions] {
    let names = Dictionary(grouping: kinds, by: \.name).filter { $0.value.count > 1 }.keys
    problems += names.sorted().map { "\($0): the name is given twice" }
    for kind in kinds {
      let keys = Dictionary(grouping: kind.fields, by: \.name).filter { $0.value.count > 1 }.keys
      problems += keys.sorted().map { "\(kind.name): the key `\($0)` is given twice" }
    }
  }
  for kind in conditions
  where !kind.fields.contains(where: { $0.name == kind.name && $0.isRequired }) {
    problems.append("\(kind.name): a condition has a required key of its own name")
  }
  for (list, kinds) in [("operations", operations), ("guarantees", guarantees)] {
    for kind in kinds {
      let findings = try findings(of: "\(list):\n\(indented(kind.example, by: 2))", vocabulary)
      problems += findings.map { "\(kind.name): \($0.headline)" }
    }
  }
  for kind in conditions {
    let variant = "variants:\n  - name: one\n    when:\n\(indented(kind.example, by: 6))"
    problems += try findings(of: variant, vocabulary).map { "\(kind.name): \($0.headline)" }
  }
  return problems
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
