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
    Key(
      "service", optional: .text,
      "The service that it stands in; without the key the path begins at the top."),
    Key(
      "path", .nonEmptyList(.text),
      "The names on the way to it. An item of a list is known by what Compose knows it by: a variable or label by its name, a mount by its path in the container, a port as `80/tcp`; anything else by its text."
    ),
    make: { file, service, path in
      Self(file: file, path: (service.map { ["services", $0] } ?? []) + path)
    })

  let file: TreePath
  let path: [String]

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let original = workspace
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        if try !compose.has(path), try original.upstreamCompose(file)?.has(path) == true {
          // An operation before this one removed it.
          return EditOutcome(already: [0..<0])
        }
        return try compose.remove(path)
      }
    ]
  }
}

extension Workspace {
  /// A compose file as upstream has it, wherever it was moved to.
  fileprivate func upstreamCompose(_ path: TreePath) -> ComposeFile? {
    let found = upstream[path] == nil ? history.destination(of: path) : path
    guard let found, let content = upstream[found]?.content,
      case .compose(let file) = readings.compose(content)
    else { return nil }
    return file
  }
}
