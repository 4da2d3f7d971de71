import GitKit

/// Which files `docker compose` reads when it is run in a folder of the deployment.
struct ComposeSelection: Sendable {
  /// The compose files, in the order of their merge.
  let files: [TreePath]
  /// The project's folder: that of the first file.
  let folder: ComposeFolder
  /// The variables: those of `.env`.
  let variables: ComposeEnvironment
  /// Whether a person or `COMPOSE_FILE` names the files.
  let isNamed: Bool

  private static let names = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]
  private static let overrides = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ]

  /// The names of the files that Compose finds by itself.
  static let standardNames = Set(names + overrides)

  /// Whether `COMPOSE_FILE` names the files that are run in a folder.
  static func isNamed(
    in folder: TreeFolder, of files: ComposeFiles,
    _ named: Result<ComposeEnvironment, ComposeProblem>?
  ) throws(ComposeProblem) -> Bool {
    let variables: ComposeEnvironment
    if let named {
      variables = try named.get()
    } else {
      variables = try environment(of: ComposeFolder(folder.text), files)
    }
    return variables["COMPOSE_FILE"]?.isEmpty == false
  }

  /// Finds the files, with `COMPOSE_FILE` of the folder's `.env` when it is there.
  ///
  /// Compose also looks in parent folders; a deployment's own folder is what is asked about here.
  ///
  /// - Throws: ``ComposeProblem`` when there is none, or `.env` can't be read.
  ///
  /// - Parameter environment: the variables of files that a person named; they stand in for those of `.env`.
  init(
    in folder: ComposeFolder, of files: ComposeFiles, environment: ComposeEnvironment? = nil
  ) throws(ComposeProblem) {
    var variables: ComposeEnvironment
    if let environment {
      variables = environment
    } else {
      variables = try Self.environment(of: folder, files)
    }
    let list: [TreePath]
    isNamed = variables["COMPOSE_FILE"]?.isEmpty == false
    if let text = variables["COMPOSE_FILE"], !text.isEmpty {
      let separator = variables["COMPOSE_PATH_SEPARATOR"].flatMap(\.unicodeScalars.first) ?? ":"
      list = try Self.named(text, between: separator, in: folder)
    } else {
      list = try Self.found(in: folder, files)
    }
    let own = ComposeFolder(of: list[0])
    if environment == nil, own != folder, let path = own.file(".env"),
      let bytes = try files.bytes(at: path)
    {
      try variables.add(bytes, path)
    }
    (self.files, self.folder, self.variables) = (list, own, variables)
  }

  /// Names the files, as `docker compose -f` does; the `.env` is that of the first one's folder.
  init(
    _ list: [TreePath], of files: ComposeFiles, environment: ComposeEnvironment? = nil
  ) throws(ComposeProblem) {
    guard let first = list.first else {
      throw ComposeProblem(.refused, "no compose file is named")
    }
    folder = ComposeFolder(of: first)
    if let environment {
      variables = environment
    } else {
      variables = try Self.environment(of: folder, files)
    }
    self.files = list
    isNamed = true
  }

  private static func environment(
    of folder: ComposeFolder, _ files: ComposeFiles
  ) throws(ComposeProblem) -> ComposeEnvironment {
    var variables = ComposeEnvironment()
    guard let path = folder.file(".env"), let bytes = try files.bytes(at: path) else {
      return variables
    }
    try variables.add(bytes, path)
    let isDisabled = variables["COMPOSE_DISABLE_ENV_FILE"].map {
      ["1", "true", "t", "TRUE", "True", "T"].contains($0)
    }
    return isDisabled == true ? ComposeEnvironment() : variables
  }

  private static func named(
    _ text: String, between separator: Unicode.Scalar, in folder: ComposeFolder
  ) throws(ComposeProblem) -> [TreePath] {
    try text.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false).map {
      (name) throws(ComposeProblem) in
      guard !name.isEmpty else {
        throw ComposeProblem(.refused, "COMPOSE_FILE has an empty name in it")
      }
      guard let path = folder.file(String(name)) else {
        throw ComposeProblem(.unknown, "COMPOSE_FILE names a file outside of the deployment")
      }
      return path
    }
  }

  private static func found(
    in folder: ComposeFolder, _ files: ComposeFiles
  ) throws(ComposeProblem) -> [TreePath] {
    func first(_ names: [String]) throws(ComposeProblem) -> TreePath? {
      for name in names {
        guard let path = folder.file(name) else { continue }
        if try files.bytes(at: path) != nil { return path }
      }
      return nil
    }
    guard let main = try first(names) else {
      throw ComposeProblem(.absent, "no compose file is there")
    }
    return [main] + (try first(overrides).map { [$0] } ?? [])
  }
}
