import Editing
import GitKit

/// `compose.set`.
struct ComposeSet: Operation {
  static let kind = Kind<any Operation>(
    "compose.set",
    summary: "Gives a key of a compose file, or an item of a list, a value.",
    details: """
      It is written in the style of the file: a variable into a list or a mapping, a block of lines or between \
      brackets. What is on the way and missing is written, too, but for services. \
      What else stands beside the place, its order and the comments stay.

      Whatever stood there goes, unless `replaces` or `new` says what may: then another value is a conflict.
      """,
    expects: .exactly(1),
    example: """
      - compose.set:
          file: docker-compose.yml
          service: jvb
          path: [healthcheck]
          value:
            test: [CMD, curl, -f, "http://localhost:8080/about/health"]
            interval: 10s
      """,
    Key("file", .path, "The compose file."),
    ComposeNode.service,
    ComposeNode.path,
    Key(
      "value", .composeSnippet,
      "The value as a compose file has it, in YAML; of an item the whole item, of a variable what is behind its name. `@release@` stands for the release."
    ),
    Key("comment", optional: .multilineText, "The lines of comment above it, without `#`."),
    Key(
      "replaces", optional: .placed(.composeSnippet),
      "The value that is replaced: any other is a conflict."),
    Key(
      "new", .boolean, default: false,
      "Whether it is new: then a value that upstream has there is a conflict."),
    Key(
      "before", optional: .text,
      "What a new one is written before, known as in `path`; without it at the end."),
    Key(
      "after", optional: .placed(.text),
      "What a new one is written behind, known as in `path`; without it at the end."),
    make: {
      (file, service, path, value, comment, replaces, isNew, before, after) throws(Refusal) in
      if isNew, let replaces {
        throw Refusal("`compose.set` takes either `replaces` or `new`", at: replaces.place)
      }
      if before != nil, let after {
        throw Refusal("`compose.set` takes either `before` or `after`", at: after.place)
      }
      guard service != nil || path != ["services"] else {
        throw Refusal("`compose.set` takes the path of a part of a service, or of a service")
      }
      return Self(
        file: file, path: (service.map { ["services", $0] } ?? []) + path, value: value,
        comment: comment?.trailingLines,
        before: replaces.map { .value($0.value) } ?? (isNew ? .nothing : .anything),
        neighbour: before.map { ComposeNeighbour(.before, $0) }
          ?? after.map { ComposeNeighbour(.after, $0.value) })
    })

  let file: TreePath
  let path: [String]
  let value: YAMLSnippet
  let comment: [String]?
  let before: ComposeSetting.Before
  let neighbour: ComposeNeighbour?

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let release = workspace.release.tag
    return [
      try workspace.editCompose(file) { (compose) throws(EditingError) in
        let before: ComposeSetting.Before =
          if case .value(let old) = before {
            .value(try old.replacing(ReleaseName.mark, with: release))
          } else { before }
        return try compose.set(
          ComposeSetting(
            path, to: try value.replacing(ReleaseName.mark, with: release), comment: comment,
            before: before, neighbour: neighbour))
      }
    ]
  }
}

extension String {
  /// The lines, without the line feed behind the last.
  fileprivate var trailingLines: [String] {
    var lines = split(omittingEmptySubsequences: false) { $0.isNewline }.map { String($0) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
