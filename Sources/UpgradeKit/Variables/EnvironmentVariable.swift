package import GitKit
package import PatchKit

/// A place in a file: a path and a line, from 1.
package struct FilePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// What the path counts from.
  package enum Home: Sendable, Hashable {
    /// The tree that is looked at.
    case tree
    /// The deployment's folder.
    case deployment
    /// Upstream's tree at a release.
    case upstream(ReleaseName)
  }

  /// What the path counts from.
  package let home: Home
  /// The path.
  package let path: TreePath
  /// The line, from 1.
  package let line: Int

  init(_ home: Home = .tree, path: TreePath, line: Int) {
    (self.home, self.path, self.line) = (home, path, line)
  }

  /// The path and the line with a colon between them.
  package var description: String { "\(path):\(line)" }

  /// The order of lists: by path, then by line.
  package static func < (left: FilePlace, right: FilePlace) -> Bool {
    (left.path, left.line) < (right.path, right.line)
  }
}

/// An environment variable's way through a tree: written in env.example, used by compose files, read in images.
///
/// Its description is the name alone.
package struct EnvironmentVariable: Sendable, CustomStringConvertible {
  /// A line of env.example.
  package struct Declaration: Sendable {
    /// Where.
    package let place: FilePlace
    /// The value after quotes are resolved.
    package let value: String
    /// Whether the line is commented out, and so only an example.
    package let isCommentedOut: Bool
    /// The comment above, a line each.
    package let comment: [String]
  }

  /// A use in a compose file: `${NAME}`.
  package struct Interpolated: Sendable {
    /// Where.
    package let place: FilePlace
    /// The service; `nil` outside of services.
    package let service: String?
    /// The key of the service or of the file that it stands under, `image` for example.
    package let key: String
    /// The variable of the container whose value it stands in.
    package let target: String?
    /// The default as written; `nil` when there is none.
    package let defaultText: String?
    /// Whether Compose refuses to work without the variable: `${NAME:?message}`.
    package let isRequired: Bool
    /// Whether people of the deployment wrote it themselves.
    package var isOwn = false
  }

  /// A service that gets the variable.
  package struct Passed: Sendable {
    /// The service.
    package let service: String
    /// Where the compose file says so.
    package let place: FilePlace
    /// The value as written; `nil` when it is passed on by its name.
    package let value: String?
    /// Whether people of the deployment pass it, and no generated file does.
    package var isOwn = false
  }

  /// A place in an image that reads the variable.
  package struct Reader: Sendable, Hashable {
    /// The image's folder.
    package let image: String
    /// Where, in the tree that has the image's files.
    package let place: FilePlace
    /// What is taken when the variable is empty, as written.
    package let defaultText: String?
    /// Whether that is a number of a template, and no string.
    package var isDefaultNumber = false
  }

  /// The name.
  package let name: String
  /// The lines of env.example.
  package internal(set) var declarations: [Declaration] = []
  /// The uses in compose files.
  package internal(set) var interpolations: [Interpolated] = []
  /// The services that get it.
  package internal(set) var passed: [Passed] = []
  /// The uses in compose files of which nothing is left once a later file was merged over them.
  package internal(set) var overridden: [FilePlace] = []
  /// The places in images that read it, those of images that no service has left out.
  package internal(set) var readers: [Reader] = []
  /// What scripts give it when it is empty.
  package internal(set) var scriptDefaults: [Reader] = []
  /// The variables that take its value when they are empty themselves: it is an old name of theirs.
  package internal(set) var successors: Set<String> = []
  /// Where they take it.
  var fallbacks: [FilePlace] = []
  /// The services that do not start without it, though all else is as it is by default.
  package internal(set) var requirements: [Requirement] = []

  /// A place that refuses to go on without the variable.
  package struct Requirement: Sendable, Hashable {
    /// The service; `nil` when Compose itself refuses.
    package let service: String?
    /// Where.
    package let place: FilePlace
  }

  init(_ name: String) {
    self.name = name
  }

  /// The name.
  package var description: String { name }

  /// Whether a value in `.env` goes anywhere: a compose file uses it, or passes it on by its name.
  package var isUsed: Bool {
    !interpolations.isEmpty || passed.contains { $0.value == nil }
  }

  /// Whether people can know of it: it is used by a compose file, or stands in env.example.
  package var isSettable: Bool { isUsed || !declarations.isEmpty }

  /// The services that get it, or whose own value for something it stands in, sorted, each once.
  package var services: [String] {
    Set(passed.map(\.service) + interpolations.compactMap(\.service)).sorted()
  }
}
