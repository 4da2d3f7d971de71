import GitKit
import PatchKit
import Testing

/// Whether a condition, as a manifest has it in flow style, is true of a release; and what it says.
func condition(
  _ condition: String, of upstream: FileTree
) throws -> (holds: Bool, statement: String) {
  let patch = try patch(
    """
    variants:
      - name: one
        when: [\(condition)]
        operations:
          - file.remove: {path: x}
    """)
  let stated = try #require(patch.variants.first?.when.first)
  let meant = stated.condition.at(try #require(ReleaseName("stable-9364-1")))
  return (meant.holds(in: upstream), meant.statement)
}

func condition(
  _ text: String, of upstream: [String: String]
) throws -> (holds: Bool, statement: String) {
  try condition(text, of: tree(upstream))
}

/// What is wrong with a condition.
func problems(withCondition condition: String) throws -> String {
  try problems(
    with:
      "variants:\n  - name: one\n    when: [\(condition)]\n    operations:\n      - file.remove: {path: x}"
  )
}

/// A tree with one entry that is not a file.
func treeOfLink(to target: String) throws -> FileTree {
  var tree = FileTree()
  tree[try TreePath("a/f")] = FileTree.File(mode: .symbolicLink, content: Array(target.utf8))
  return tree
}
