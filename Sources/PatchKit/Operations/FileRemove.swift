import GitKit

/// `file.remove`.
public struct FileRemove: Operation {
  private static let path = ManifestKey.path("path", "The file's path upstream.")

  /// The name, keys and reference.
  public static let definition = KindDefinition(
    "file.remove",
    summary: "Leaves a file of upstream out.",
    fields: [path.field],
    example: "- file.remove: {path: jibri/rootfs/etc/services.d/50-autoscaler-sidecar/run}"
  )

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  public init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// Makes the edit.
  public func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let (found, movedFrom) = try workspace.locate(path)
    workspace.set(found, to: nil)
    return [Effect(file: found, movedFrom: movedFrom, changed: [1])]
  }
}
