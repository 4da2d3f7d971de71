import Editing
import GitKit

/// `compose.remove`.
struct ComposeRemove: Operation {
  static let kind = Kind<any Operation>(
    "compose.remove",
    summary: "Removes a key or an item of a list from a compose file.",
    details: """
      The comments right above it and those indented below it go with it, and so does what would have nothing left. \
      A release without it is a conflict, unless `expect` is `any`.
      """,
    expects: .exactly(1),
    example: "- compose.remove: {file: jibri.yml, service: jibri, path: [depends_on, jicofo]}",
    Key("file", .path, "The compose file."),
    ComposeNode.service,
    ComposeNode.path,
    make: { file, service, path in
      Self(file: file, path: (service.map { ["services", $0] } ?? []) + path)
    })

  let file: TreePath
  let path: [String]

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let original = workspace
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        if try !compose.has(path), let upstream = original.upstreamText(file),
          case .compose(let upstream) = original.readings.compose(upstream.bytes),
          try upstream.has(path)
        {
          // An operation before this one removed it.
          return EditOutcome(already: [0..<0])
        }
        return try compose.remove(path)
      }
    ]
  }
}
