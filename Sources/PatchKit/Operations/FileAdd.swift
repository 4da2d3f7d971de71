import Findings
import GitKit

/// `file.add`.
struct FileAdd: Operation {
  static let kind = Kind<any Operation>(
    "file.add",
    summary: "Adds a file of the patch's own.",
    details: "A file that upstream has at that path with other content is a conflict.",
    example: """
      - file.add: {path: jibri/rootfs/usr/bin/finalize-s3.sh, from: files/finalize-s3.sh, mode: "0755"}
      """,
    Key("path", .path, "The file's path in the generated tree."),
    Key("from", .patchFile, "The file in the patch's folder."),
    Key("mode", .mode, default: .regular, "The file's mode."),
    make: Self.init)

  let path: TreePath
  let source: PatchFile
  let mode: FileMode

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [try workspace.add(FileTree.File(mode: mode, content: source.file.content), at: path)]
  }
}
