package import GitKit

/// A patch that does nothing yet, with an example of each part that one can have in comments.
///
/// A line of an example becomes one of the manifest by taking its first `#` away.
package struct PatchTemplate: Sendable {
  private let id: String
  private let title: String?
  private let reason: String?
  private let vocabulary: Vocabulary

  /// Kinds that stand for the others; the reference has all.
  private static let operations: Set<String> = [
    "compose.set", "compose.add-environment", "compose.remove", "dockerfile.run-step",
    "block.insert", "block.set", "env.set", "file.add", "text.insert",
  ]
  private static let guarantees: Set<String> = [
    "variable", "mount", "setting", "service", "file", "step-order",
  ]

  /// Makes a template.
  ///
  /// - Parameters:
  ///   - title: what the patch does; `nil` to leave a blank.
  ///   - reason: why it is there; `nil` to leave a blank.
  package init(
    _ id: String, title: String? = nil, reason: String? = nil, vocabulary: Vocabulary = .standard
  ) {
    (self.id, self.title, self.reason) = (id, title, reason)
    self.vocabulary = vocabulary
  }

  /// The patch's folder.
  package var files: FileTree {
    guard let path = try? TreePath(PatchManifest.fileName) else { return FileTree() }
    return FileTree([path: FileTree.File(content: Array(manifest.utf8))])
  }

  /// `patch.yaml`.
  package var manifest: String {
    var lines = CapturedManifest(id: id, title: title, reason: reason, operations: []).head
    lines += [
      "",
      "## What follows is examples. Take the `#` before a line away where it is of use, and change what is behind it.",
      "## `confomeet-upgrade patches operations` tells of all kinds and all their keys. Then run",
      "## `confomeet-upgrade patches check` and `confomeet-upgrade patches try \(id)`.",
    ]
    lines += part("The first release that the patch is for.", ["since: stable-9364-1"])
    lines += part(
      "What the patch relies on in upstream besides the text that it edits: it stops where that is no longer so.",
      ["assumes:"]
        + vocabulary.conditions.flatMap { kind in
          items(kind.example, nil, more: "because: why the patch relies on it")
        })
    lines += [
      "", "## The edits, in order. They take the place of this empty list.", "operations: []",
    ]
    lines +=
      (["operations:"]
      + vocabulary.operations.filter { Self.operations.contains($0.name) }.flatMap {
        items($0.example, $0.mapping.summary)
      }).map { "#\($0)" }
    lines += part(
      "Where upstream's layout differs from release to release: the first variant of which all under `when` is true.",
      [
        "variants:", "  - name: s6-v3", "    when:",
        "      - folder-exists: jibri/rootfs/etc/s6-overlay/s6-rc.d", "    operations: []",
        "  - name: s6-v1", "    operations: []",
      ])
    lines += part(
      "What must be true of the result, whatever upstream changes.",
      ["guarantees:"]
        + vocabulary.guarantees.filter { Self.guarantees.contains($0.name) }.flatMap {
          items($0.example, $0.mapping.summary)
        })
    lines += part(
      "The variables that it needs in `.env`.",
      ["environment:"] + items(NeededVariable.manifestExample, nil))
    return lines.joined(separator: "\n") + "\n"
  }

  private func part(_ what: String, _ lines: [String]) -> [String] {
    ["", "## \(what)"] + lines.map { "#\($0)" }
  }

  private func items(_ example: String, _ summary: String?, more: String? = nil) -> [String] {
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : "  \($0)"
    }
    let closed = more.map { more in
      lines.map { $0.hasSuffix("}") ? "\($0.dropLast()), \(more)}" : $0 }
    }
    return (summary.map { ["  # \($0)"] } ?? []) + (closed ?? lines)
  }
}
