import Findings
import GitKit

/// `file.remove`.
struct FileRemove: Operation {
  static let kind = Kind<any Operation>(
    "file.remove",
    summary: "Leaves a file of upstream out.",
    details: "A release without the file is a conflict, unless `expect` is `any`.",
    expects: .exactly(1),
    example: "- file.remove: {path: jibri/rootfs/etc/services.d/50-autoscaler-sidecar/run}",
    Key("path", .path, "The file's path upstream."),
    make: Self.init)

  let path: TreePath

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    if workspace.files[path] == nil {
      let moved = workspace.history.destination(of: path)
      // An operation before this one may have removed it.
      if let gone = [path, moved].compactMap(\.self).first(where: {
        workspace.upstream[$0] != nil && workspace.files[$0] == nil
      }) {
        return [Effect(file: gone, movedFrom: gone == path ? nil : path, already: [1])]
      }
      guard moved.flatMap({ workspace.files[$0] }) != nil else {
        throw OperationFailure(
          .editedFileMissing, "\(path) does not exist in \(workspace.release)",
          advice: ["retire the operation when the file is gone for good"], isAbsence: true)
      }
    }
    let (found, movedFrom) = try workspace.locate(path)
    workspace.set(found, to: nil)
    return [Effect(file: found, movedFrom: movedFrom, changed: [1])]
  }
}
