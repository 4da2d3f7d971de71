import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Preconditions {
  var restarts: [ReportedPrecondition] {
    var reasons: [String] = []
    var names: [String] = []
    for pair in pairs {
      let keys = pair.changedKeys + (isBuiltAnew(pair) ? ["image"] : [])
      guard !keys.isEmpty else { continue }
      names.append(pair.name)
      for key in keys where !reasons.contains(key) { reasons.append(key) }
    }
    guard !names.isEmpty else { return [] }
    return [
      ReportedPrecondition(
        .restart,
        "recreated by Compose, for other \(reasons.sorted().map { "`\($0)`" }.joined(separator: ", "))",
        services: names.sorted())
    ]
  }

  /// What services that did not run before need, and how they are started.
  func addArrived(to list: inout PreconditionList) {
    for name in arrived {
      for finding in requiredByFurther where finding.services.contains(name) {
        for variable in finding.variables {
          list.add(
            .variables, "give `\(variable)` a value in `.env`, if you start it",
            otherwise: "the container exits", for: name)
        }
      }
      guard let files = files(of: name) else { continue }
      list.add(
        .restart,
        files == after.model.projects.first?.files
          ? "new, and started with the others"
          : "new; to start it: `docker compose\(options(files)) up --detach`", for: name)
    }
  }

  /// The compose files that a service is run with.
  private func files(of service: String) -> [TreePath]? {
    after.model.projects.lazy.compactMap(\.project).first { project in
      project.services.contains { $0.name == service }
    }?.files
  }

  /// The options that name compose files, from the folder in which Compose is run.
  private func options(_ files: [TreePath]) -> String {
    let directory = after.model.directory.path.map { $0.text + "/" } ?? ""
    return files.map { path in
      let name =
        path.text.hasPrefix(directory) ? String(path.text.dropFirst(directory.count)) : path.text
      return " -f " + ShellWord.quoted(name)
    }.joined()
  }

  var commands: [ReportedPrecondition] {
    let built = pairs.filter(isBuiltAnew).map(\.name)
    let new = Set(after.model.services.map(\.name)).subtracting(before.model.services.map(\.name))
    let arrived = after.model.services.filter { new.contains($0.name) && $0.isBuilt }.map(\.name)
    let images = Set(built + arrived).sorted()
    var commands: [String] = []
    if let directory = after.model.directory.path {
      commands.append("cd \(ShellWord.quoted(directory.text))")
    }
    let sets = startedTogether.map { files in
      files == after.model.projects.first?.files ? "" : options(files)
    }
    commands += sets.map { "docker compose\($0) pull --ignore-buildable" }
    commands += builds(of: images)
    commands += sets.map { "docker compose\($0) up --detach" }
    return commands.map { ReportedPrecondition(.command, $0) }
  }

  /// The compose files that are named together to start what changes: those of all services that ran before, as far as
  /// they can be run together.
  ///
  /// Without `COMPOSE_FILE` Compose by itself finds only the first ones, and the others of the deployment are named.
  private var startedTogether: [[TreePath]] {
    guard let main = after.model.projects.first?.files else { return [] }
    let names = Set(pairs.filter(isRestarted).map(\.name))
    var all = main
    var alone: [[TreePath]] = []
    for project in after.model.projects.dropFirst() {
      let services = project.project?.services.map(\.name) ?? []
      guard services.contains(where: { names.contains($0) && files(of: $0) == project.files })
      else { continue }
      if project.files.starts(with: main) {
        all += project.files.dropFirst(main.count).filter { !all.contains($0) }
      } else {
        alone.append(project.files)
      }
    }
    return [all] + alone
  }

  /// Whether Compose makes a container anew.
  private func isRestarted(_ pair: ServicePair) -> Bool {
    isForecast || !pair.changedKeys.isEmpty || isBuiltAnew(pair)
  }

  /// The commands that build images, with the files that have their services.
  private func builds(of services: [String]) -> [String] {
    var known: [(files: [TreePath], services: [String])] = []
    for name in services {
      guard let files = files(of: name) else { continue }
      if let index = known.firstIndex(where: { $0.files == files }) {
        known[index].services.append(name)
      } else {
        known.append((files, [name]))
      }
    }
    return known.map { files, services in
      let isFound = files == after.model.projects.first?.files
      return "docker compose\(isFound ? "" : options(files)) build "
        + services.map(ShellWord.quoted).joined(separator: " ")
    }
  }

  /// Whether the image is built here, and of something else than before.
  private func isBuiltAnew(_ pair: ServicePair) -> Bool {
    guard case .known(.built(let context)) = pair.new.image.origin else { return false }
    guard pair.old.image.origin == pair.new.image.origin,
      pair.old.model.build == pair.new.model.build, let folder = context.folder,
      case .known(let old) = before.files.paths(below: folder),
      case .known(let new) = after.files.paths(below: folder), old == new
    else { return true }
    return new.contains { before.files[$0] != after.files[$0] }
  }
}

extension DeploymentModel.Service {
  fileprivate var isBuilt: Bool {
    if case .known(.built) = image.origin { true } else { false }
  }
}

extension ServicePair {
  /// The keys that make Compose recreate the container: that are in its hash and have another value than before.
  fileprivate var changedKeys: [String] {
    let entries = { (service: DeploymentModel.Service) in service.model.tree.entries ?? [] }
    var keys = Set(
      (entries(old) + entries(new)).map(\.key).filter { key in
        guard !Self.unhashed.contains(key), !key.hasPrefix("x-") else { return false }
        guard let one = old.model.tree[key], let other = new.model.tree[key] else { return true }
        return !one.says(other)
      })
    if old.model.environment.map(\.text) != new.model.environment.map(\.text) {
      keys.insert("environment")
    }
    return keys.sorted()
  }

  /// What is not in the hash by which Compose 2.40 tells whether a container is as its service says; and what is
  /// compared otherwise.
  private static let unhashed: Set<String> = [
    "build", "depends_on", "deploy", "env_file", "environment", "profiles", "pull_policy", "scale",
  ]
}

extension ModelVariable {
  /// The name with its value.
  fileprivate var text: [String?] { [name, value] }
}
