package import GitKit

/// What `docker compose up` would run: the services of the files that are run together.
package struct ComposeProject: Sendable {
  /// The compose files, in the order they were read; included and extended ones too.
  package let files: [TreePath]
  /// The variables that were interpolated with.
  package let variables: ComposeEnvironment
  /// The path of the project's `.env`, whether it is there or not.
  package let environmentFile: TreePath?
  /// The project's name.
  package let name: String
  /// The services that run, sorted by name.
  package let services: [ModelService]
  /// The names of those that no profile switches on, sorted.
  package let disabled: [String]
  /// The networks, sorted by key.
  package let networks: [ModelNetwork]
  /// Everything that was read, merged and in its long form.
  package let document: ComposeTree

  /// Loads the project that Compose finds in a folder of the deployment.
  ///
  /// - Parameters:
  ///   - folder: the folder's path from the deployment's; empty for that itself.
  ///   - root: where the deployment's folder stands on the host; only relative paths depend on it.
  /// - Throws: ``ComposeProblem`` for what Compose refuses, and for what can't be known.
  package init(
    in folder: String, of files: ComposeFiles, root: String = ComposeProject.anyRoot
  ) throws(ComposeProblem) {
    try self.init(
      ComposeSelection(in: ComposeFolder(folder), of: files), of: files, root: root)
  }

  /// Loads the project of the files that are named.
  ///
  /// - Parameter environment: the variables, where others than those of the first file's folder count.
  /// - Throws: ``ComposeProblem`` for what Compose refuses, and for what can't be known.
  package init(
    files list: [TreePath], of files: ComposeFiles, environment: ComposeEnvironment? = nil,
    root: String = ComposeProject.anyRoot
  ) throws(ComposeProblem) {
    try self.init(
      ComposeSelection(list, of: files, environment: environment), of: files, root: root)
  }

  /// Loads the project of files that were selected, with services of other projects of the same files where they are the
  /// same.
  init(
    _ selection: ComposeSelection, of files: ComposeFiles, _ services: ServiceCache
  ) throws(ComposeProblem) {
    try self.init(selection, of: files, root: ComposeProject.anyRoot, services)
  }

  /// The root of a deployment of which only the inside is looked at.
  package static let anyRoot = "/deployment"

  private init(
    _ selection: ComposeSelection, of files: ComposeFiles, root: String,
    _ made: ServiceCache = ServiceCache()
  ) throws(ComposeProblem) {
    var loader = ComposeLoader(files, root: root)
    var document = try loader.document(
      of: selection.files, in: selection.folder, variables: selection.variables)
    variables = selection.variables
    environmentFile = selection.folder.file(".env")
    name = try Self.name(document, selection, root: root)
    try ComposeDefaults.apply(to: &document)
    let profiles = Set(
      (variables["COMPOSE_PROFILES"] ?? "").split(separator: ",").map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      })
    var (running, disabled): ([ModelService], [String]) = ([], [])
    for entry in document["services"]?.entries ?? [] {
      let own = Set((entry.value["profiles"]?.items ?? []).compactMap(\.text))
      if own.isEmpty || profiles.contains("*") || !own.isDisjoint(with: profiles) {
        running.append(
          try made.service(entry.key, entry.value, variables) { () throws(ComposeProblem) in
            try ModelService(
              name: entry.key, entry.value, variables: selection.variables, files: files,
              root: root)
          })
      } else {
        disabled.append(entry.key)
      }
    }
    services = running.sorted { $0.name < $1.name }
    self.disabled = disabled.sorted()
    networks = Self.networks(document, project: name)
    self.document = document
    self.files = loader.read
    try ComposeConsistency(services: services, disabled: Set(disabled), document: document).check()
  }

  /// The service of a name.
  package func service(_ name: String) -> ModelService? {
    services.first { $0.name == name }
  }

  private static func name(
    _ document: ComposeTree, _ selection: ComposeSelection, root: String
  ) throws(ComposeProblem) -> String {
    if let name = selection.variables["COMPOSE_PROJECT_NAME"], !name.isEmpty {
      guard isName(name) else {
        throw ComposeProblem(
          .refused, "COMPOSE_PROJECT_NAME has small letters, digits, `-` and `_` only")
      }
      return name
    }
    if let name = document["name"]?.text, !name.isEmpty { return normalized(name) }
    let folder = (root + "/" + selection.folder.path).split(separator: "/").last ?? ""
    return normalized(String(folder))
  }

  private static func isName(_ text: String) -> Bool { normalized(text) == text }

  /// Small letters, digits, `-` and `_`, the last two not in front.
  private static func normalized(_ text: String) -> String {
    let kept = text.lowercased().unicodeScalars.filter { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "_"
    }
    return String(String.UnicodeScalarView(kept.drop { $0 == "-" || $0 == "_" }))
  }

  private static func networks(_ document: ComposeTree, project: String) -> [ModelNetwork] {
    (document["networks"]?.entries ?? []).map { entry in
      let isExternal = entry.value["external"]?.text == "true"
      return ModelNetwork(
        key: entry.key,
        name: entry.value["name"]?.text ?? (isExternal ? entry.key : "\(project)_\(entry.key)"),
        isExternal: isExternal, origin: entry.value.origin)
    }.sorted { $0.key < $1.key }
  }
}

/// A network of a project.
package struct ModelNetwork: Sendable, Hashable {
  /// Its name in the files.
  package let key: String
  /// Its name in Docker.
  package let name: String
  /// Whether it has to be there already.
  package let isExternal: Bool
  /// Where it is declared.
  package let origin: ComposeTree.Origin
}
