public import GitKit

/// A place in a file of a tree: a path and a line, from 1.
public struct FilePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The path.
  public let path: TreePath
  /// The line, from 1.
  public let line: Int

  /// The path and the line with a colon between them.
  public var description: String { "\(path):\(line)" }

  /// The order of lists: by path, then by line.
  public static func < (left: FilePlace, right: FilePlace) -> Bool {
    (left.path, left.line) < (right.path, right.line)
  }
}

/// An environment variable's way through a tree: written in env.example, used by compose files, read in images.
///
/// Its description is the name alone.
public struct EnvironmentVariable: Sendable, CustomStringConvertible {
  /// A line of env.example.
  public struct Declaration: Sendable {
    /// Where.
    public let place: FilePlace
    /// The value after quotes are resolved.
    public let value: String
    /// Whether the line is commented out, and so only an example.
    public let isCommentedOut: Bool
    /// The comment above, a line each.
    public let comment: [String]
  }

  /// A use in a compose file: `${NAME}`.
  public struct Interpolated: Sendable {
    /// Where.
    public let place: FilePlace
    /// The service; `nil` outside of services.
    public let service: String?
    /// The key of the service or of the file that it stands under, `image` for example.
    public let key: String
    /// The variable of the container whose value it stands in.
    public let target: String?
    /// The default as written; `nil` when there is none.
    public let defaultText: String?
    /// Whether Compose refuses to work without the variable: `${NAME:?message}`.
    public let isRequired: Bool
  }

  /// A service that gets the variable.
  public struct Passed: Sendable {
    /// The service.
    public let service: String
    /// Where the compose file says so.
    public let place: FilePlace
    /// The value as written; `nil` when it is passed on by its name alone.
    public let value: String?
  }

  /// A place in an image that reads the variable.
  public struct Reader: Sendable, Hashable {
    /// The image's folder.
    public let image: String
    /// Where, in the tree that has the image's files.
    public let place: FilePlace
    /// What is taken when the variable is empty, as written.
    public let defaultText: String?
  }

  /// The name.
  public let name: String
  /// The lines of env.example.
  public internal(set) var declarations: [Declaration] = []
  /// The uses in compose files.
  public internal(set) var interpolations: [Interpolated] = []
  /// The services that get it.
  public internal(set) var passed: [Passed] = []
  /// The places in images that read it, those of images that no service has left out.
  public internal(set) var readers: [Reader] = []
  /// What scripts give it when it is empty.
  public internal(set) var scriptDefaults: [Reader] = []
  /// The variables that take its value when they are empty themselves: it is an old name of theirs.
  public internal(set) var successors: Set<String> = []
  /// Where they take it.
  var fallbacks: [FilePlace] = []
  /// The services that do not start without it, though all else is as it is by default.
  public internal(set) var requirements: [Requirement] = []

  /// A place that refuses to go on without the variable.
  public struct Requirement: Sendable, Hashable {
    /// The service; `nil` when Compose itself refuses.
    public let service: String?
    /// Where.
    public let place: FilePlace
  }

  init(_ name: String) {
    self.name = name
  }

  /// The name.
  public var description: String { name }

  /// Whether a value in `.env` goes anywhere: a compose file uses it, or passes it on by its name.
  public var isUsed: Bool {
    !interpolations.isEmpty || passed.contains { $0.value == nil }
  }

  /// Whether people can know of it: it is used by a compose file, or stands in env.example.
  public var isSettable: Bool { isUsed || !declarations.isEmpty }

  /// The services that get it, or whose own value for something it stands in, sorted, each once.
  public var services: [String] {
    Set(passed.map(\.service) + interpolations.compactMap(\.service)).sorted()
  }
}
