import Findings
import GitKit

/// `file.add`.
package struct FileAdd: Operation {
  private static let path = ManifestKey.path("path", "The file's path in the generated tree.")
  private static let from = ManifestKey.patchFile("from", "The file in the patch's folder.")
  private static let mode = ManifestKey.mode("mode", "The file's mode.")
    .defaulting(to: .regular, written: "\"0644\"")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "file.add",
    summary: "Adds a file of the patch's own.",
    details: "A file that upstream has at that path with other content is a conflict.",
    fields: [path.field, from.field, mode.field],
    example: """
      - file.add: {path: jibri/rootfs/usr/bin/finalize-s3.sh, from: files/finalize-s3.sh, mode: "0755"}
      """
  )

  /// Finds no places: it makes a file.
  package static let defaultExpectation: Expectation? = nil

  private let path: TreePath
  private let file: FileTree.File

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
    file = FileTree.File(
      mode: try values[Self.mode], content: try values[Self.from].file.content)
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [try workspace.add(file, at: path)]
  }
}
