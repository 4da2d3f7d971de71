import GitKit
import PatchKit

/// What Compose needs beside the compose files of a folder, with paths that count from there: `.env`, override and other
/// compose files, and what is mounted, built or read.
struct FolderNeeds {
  /// Everything in the folder that is named, whether it is there or not.
  private(set) var paths: Set<TreePath> = []
  /// What lies elsewhere and is named from the folder, relative to it.
  private(set) var outside: [String] = []
  /// The files elsewhere that the folder's projects are made of: they name what is in it.
  private(set) var projectFilesOutside: [TreePath] = []
  /// Why it can't be known; `nil` when it is.
  private(set) var problem: String?
  /// Whether a project has its name of the folder's.
  private(set) var isNamedByFolder = false

  private let folder: TreeFolder

  /// Looks at the projects that Compose runs in a folder.
  ///
  /// - Parameter further: the compose files there that Compose does not find by itself.
  init(
    of folder: TreeFolder, further: [TreePath], _ files: LocalFiles, _ readings: FileReadings
  ) {
    self.folder = folder
    let compose = ComposeFiles(files, readings)
    if let path = folder.entry(".env") { add(path) }
    let list = ProjectList(in: folder, lists: [], further: further, of: compose)
    for (number, project) in list.projects.enumerated() {
      do throws(ComposeProblem) {
        let known = try project.outcome.get()
        add(
          try ComposeProject(
            files: project.files, of: compose, environment: known.variables, root: Self.root))
      } catch {
        // What Compose refuses besides the first project isn't run.
        if number == 0 || error.kind == .unknown { problem = problem ?? error.message }
      }
    }
  }

  /// Where the deployment's folder is taken to stand. A path that leaves it comes out above it, which no path does that
  /// is written in full.
  private static let root = above + "/1/2/3/4/5/6/7/8/deployment"
  private static let above = "/.above-the-deployment"

  private mutating func add(_ project: ComposeProject) {
    let files = project.files + project.variables.files
    projectFilesOutside += files.filter { !isInside($0) }
    paths.formUnion(files.filter(isInside))
    if let path = project.environmentFile, isInside(path) { paths.insert(path) }
    let document = project.document
    for service in document["services"]?.entries?.map(\.value) ?? [] {
      add(service["build"]?["context"])
      for file in service["env_file"]?.items ?? [] { add(file["path"]) }
      for mount in service["volumes"]?.items ?? [] where mount["type"]?.text == "bind" {
        add(mount["source"])
      }
    }
    for section in ["configs", "secrets"] {
      for entry in document[section]?.entries ?? [] { add(entry.value["file"]) }
    }
    let isNamed =
      project.variables["COMPOSE_PROJECT_NAME"]?.isEmpty == false
      || document["name"]?.text?.isEmpty == false
    if !isNamed { isNamedByFolder = true }
  }

  private mutating func add(_ tree: ComposeTree?) {
    guard let text = tree?.text else { return }
    switch HostPath(text, root: Self.root) {
    case .deployment(let path?): add(path)
    case .deployment(nil): outside.append(folder.path == nil ? "." : "..")
    case .elsewhere(let text):
      if text == Self.above || text.hasPrefix(Self.above + "/") { outside.append("..") }
    }
  }

  private mutating func add(_ path: TreePath) {
    if isInside(path) { paths.insert(path) } else { outside.append(path.text) }
  }

  private func isInside(_ path: TreePath) -> Bool {
    path.isInside(folder.text) && path != folder.path
  }
}
