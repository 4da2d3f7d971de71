import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What an upgrade means to whoever starts the containers, worked out on what runs before and after: what breaks, what has
/// to be done first, what Compose does, and the commands. It needs no history.
struct Preconditions {
  private let before: DeployedState
  private let after: DeployedState
  private let written: (before: WrittenValues, after: WrittenValues)
  private let pairs: [ServicePair]
  /// The variables without which a container does not start after the upgrade.
  private let required: [String]

  /// - Parameter findings: what is wrong with variables after the upgrade that was not before it.
  init(before: DeployedState, after: DeployedState, findings: [Finding]) {
    (self.before, self.after) = (before, after)
    written = (WrittenValues(before.files), WrittenValues(after.files))
    pairs = ServicePair.all(before.model, after.model)
    required = findings.filter { $0.code == .requiredVariableMissing }.compactMap {
      let parts = $0.headline.split(separator: "`", omittingEmptySubsequences: false)
      return parts.count > 1 ? String(parts[1]) : nil
    }
  }

  /// All of it, by kind; nothing where no container is started anew.
  var all: [ReportedPrecondition] {
    if after.model.main == nil,
      let project = after.model.projects.first(where: { $0.problem != nil }),
      let problem = project.problem
    {
      return [
        ReportedPrecondition(.breaks, "not checked: \(problem.violation(project.files).text)")
      ]
    }
    let restarts = restarts
    guard !restarts.isEmpty || !gone.isEmpty else { return [] }
    var list = PreconditionList()
    addBreaks(to: &list)
    addRequirements(to: &list)
    addMoves(to: &list)
    return list.items + restarts + commands
  }

  /// The services that run no more.
  private var gone: [String] {
    let names = Set(after.model.services.map(\.name))
    return Set(before.model.services.map(\.name)).subtracting(names).sorted()
  }
}

/// Preconditions, those that say the same with all their services.
private struct PreconditionList {
  private var known: [ReportedPrecondition] = []

  /// What was added, by kind.
  var items: [ReportedPrecondition] {
    ReportedPrecondition.Kind.allCases.flatMap { kind in known.filter { $0.kind == kind } }
  }

  mutating func add(
    _ kind: ReportedPrecondition.Kind, _ text: String, otherwise: String? = nil,
    for service: String? = nil
  ) {
    guard let index = known.firstIndex(where: { $0.kind == kind && $0.text == text }) else {
      known.append(
        ReportedPrecondition(
          kind, text, otherwise: otherwise, services: [service].compactMap(\.self)))
      return
    }
    guard let service, !known[index].services.contains(service) else { return }
    known[index].services = (known[index].services + [service]).sorted()
  }
}

// MARK: - What breaks

extension Preconditions {
  private func addBreaks(to list: inout PreconditionList) {
    for name in gone { list.add(.breaks, "the service is removed; stop it", for: name) }
    for pair in pairs {
      if let old = pair.old.user, let new = pair.new.user, !old.isSame(as: new) {
        list.add(.breaks, "run as \(new.shown) instead of \(old.shown)", for: pair.name)
      }
      if pair.new.model.isReadOnly, !pair.old.model.isReadOnly {
        list.add(.breaks, "the root file system becomes read-only", for: pair.name)
      }
      addPorts(of: pair, to: &list)
      let targets = pair.new.model.mounts.map(\.target)
      for mount in pair.old.model.mounts
      where !targets.contains(where: { $0 == mount.target || $0.hasPrefix(mount.target + "/") }) {
        guard let target = written.before.mount(at: mount.origin).target else { continue }
        list.add(.breaks, "nothing is mounted at `\(target)` any more", for: pair.name)
      }
    }
  }

  /// A line of `ports`, as it is written, with what it comes to: a range is one.
  private struct PortLine {
    let host: String
    let container: String
    let name: String
    var targets: Set<String> = []
    var published: Set<[String?]> = []

    var text: String { host.isEmpty ? container : "\(host):\(container)" }
  }

  private func portLines(_ service: DeploymentModel.Service, _ written: WrittenValues) -> [PortLine]
  {
    var lines: [(origin: ComposeTree.Origin, line: PortLine)] = []
    for port in service.model.ports {
      guard let text = written.port(at: port.origin) else { continue }
      if lines.last?.origin != port.origin {
        lines.append(
          (port.origin, PortLine(host: text.host, container: text.container, name: port.protocol)))
      }
      lines[lines.count - 1].line.targets.insert(port.target)
      lines[lines.count - 1].line.published.insert([port.host, port.published])
    }
    return lines.map(\.line)
  }

  private func addPorts(of pair: ServicePair, to list: inout PreconditionList) {
    let (old, new) = (portLines(pair.old, written.before), portLines(pair.new, written.after))
    /// The same on the host: as it is written, else by what it comes to. Without `.env` several come to nothing.
    func same(_ line: PortLine, in others: [PortLine]) -> PortLine? {
      let candidates = others.filter { $0.name == line.name }
      return candidates.first { $0.host == line.host && $0.targets == line.targets }
        ?? candidates.first { $0.host == line.host && !line.host.isEmpty }
        ?? candidates.first {
          $0.published == line.published && line.published.allSatisfy { $0[1] != nil }
        }
    }
    var inside: [(old: String, new: String)] = []
    for line in old {
      guard let same = same(line, in: new) else {
        let now = new.first { $0.targets == line.targets && $0.name == line.name }
        list.add(
          .breaks,
          now.map { "publish `\($0.text)` instead of `\(line.text)`" }
            ?? "publish `\(line.text)` no longer", for: pair.name)
        continue
      }
      if same.targets != line.targets { inside.append((line.container, same.container)) }
    }
    for line in new where !line.host.isEmpty && same(line, in: old) == nil {
      guard !old.contains(where: { $0.targets == line.targets && $0.name == line.name }) else {
        continue
      }
      list.add(.breaks, "publish `\(line.text)`, which has to be free on the host", for: pair.name)
    }
    guard !inside.isEmpty else { return }
    let ports = { (ports: [String]) in
      (ports.count == 1 ? "port " : "ports ") + ports.joined(separator: " and ")
    }
    list.add(
      .required,
      "a proxy on Docker's network has to use \(ports(inside.map(\.new))) instead of "
        + "\(inside.map(\.old).joined(separator: " and ")); the host's ports stay", for: pair.name)
  }
}

// MARK: - What has to be there first

extension Preconditions {
  private func addRequirements(to list: inout PreconditionList) {
    for name in required {
      list.add(.required, "give `\(name)` a value in `.env`", otherwise: "the container exits")
    }
    let before = Dictionary(
      pairs.map { ($0.name, $0.old) }, uniquingKeysWith: { first, _ in first })
    for service in after.model.services {
      let old = before[service.name].map { old in
        old.startChecks.map { check($0, of: old, written.before) }
      }
      for text in service.startChecks.compactMap({ check($0, of: service, written.after) })
      where old?.contains(text) != true {
        list.add(.required, text, otherwise: "the container exits", for: service.name)
      }
    }
    addOwners(to: &list)
  }

  /// What a program has to find for a container to start; `nil` for nothing that can be told.
  private func check(
    _ words: [TracedText], of service: DeploymentModel.Service, _ written: WrittenValues
  ) -> String? {
    // What is made of variables may be a secret.
    guard let program = words.first?.literal?.split(separator: "/").last else { return nil }
    guard program == "check-writable" else { return "`\(program)` has to succeed" }
    guard words.count > 1, let path = words[1].string, let folder = words[1].literal else {
      return nil
    }
    guard let mount = service.mount(over: path) else {
      return "`\(folder)` in the container has to be writable"
    }
    guard case .path = mount.source, !mount.isReadOnly else { return nil }
    let who = service.user.map(\.who) ?? "the container's user"
    return "make sure that `\(place(of: path, service, written))` exists and \(who) can write to it"
  }

  /// What root made for containers that are not root's any more.
  private func addOwners(to list: inout PreconditionList) {
    var sources: [String: Set<String>] = [:]
    var services: [String: [String]] = [:]
    for pair in pairs {
      guard let old = pair.old.user, old.isRoot, let new = pair.new.user, !new.isRoot else {
        continue
      }
      let folders = pair.new.model.mounts.filter { mount in
        guard case .path(let path) = mount.source else { return false }
        // What comes from the repository is there for everybody to read.
        if case .deployment(let path?) = path, after.files[path] != .nothing { return false }
        return pair.old.model.mounts.contains { $0.source == mount.source }
      }
      guard !folders.isEmpty else { continue }
      sources[new.who, default: []].formUnion(folders.map { source(of: $0, written.after) })
      services[new.who, default: []].append(pair.name)
    }
    for (who, sources) in sources.sorted(by: { $0.key < $1.key }) {
      let names = sources.sorted().map { "`\($0)`" }.joined(separator: ", ")
      for service in services[who] ?? [] {
        list.add(
          .required, "let \(who) read what root made in \(names)", otherwise: "it is not found",
          for: service)
      }
    }
  }
}

extension ImageUser {
  /// Who it is, in a sentence.
  fileprivate var shown: String {
    if let written { return "`\(written)`" }
    guard let number else { return "`\(name)`" }
    guard number != 0 else { return "`root`" }
    return name == String(number) ? "uid \(number)" : "`\(name)` (uid \(number))"
  }

  fileprivate var who: String {
    if let written { return "the user `\(written)`" }
    return number.map { "uid \($0)" } ?? "`\(name)`"
  }

  fileprivate func isSame(as other: ImageUser) -> Bool {
    if let number, let its = other.number { return number == its }
    return name == other.name
  }
}

// MARK: - Data that moves

extension Preconditions {
  private func addMoves(to list: inout PreconditionList) {
    for pair in pairs {
      for new in pair.new.model.mounts {
        guard let old = pair.old.model.mount(at: new.target), old.source != new.source,
          old.source != .anonymous, new.source != .anonymous
        else { continue }
        addMove(
          from: source(of: old, written.before), to: source(of: new, written.after), of: pair,
          &list)
      }
      let copies = pair.new.startCopies
      let known = pair.old.startCopies
      for copy in copies where !known.contains(where: { $0 == copy }) {
        guard let from = pair.new.mount(over: copy.from), let to = pair.new.mount(over: copy.to),
          from.source != to.source, from.source != .anonymous, to.source != .anonymous
        else { continue }
        list.add(
          .restart,
          "the start script copies `\(place(of: copy.from, pair.new, written.after))` to "
            + "`\(place(of: copy.to, pair.new, written.after))`, when nothing is there yet",
          for: pair.name)
      }
      for move in dataMoves(of: pair) {
        guard
          !copies.contains(where: { $0.from == move.from || $0.from.hasPrefix(move.from + "/") })
        else { continue }
        addMove(
          from: place(of: move.from, pair.old, written.before),
          to: place(of: move.to, pair.new, written.after), of: pair, &list)
      }
    }
  }

  private func addMove(
    from: String, to: String, of pair: ServicePair, _ list: inout PreconditionList
  ) {
    guard from != to else { return }
    var what = "what is in `\(from)`"
    if to.hasPrefix(from + "/"),
      let inner = to.dropFirst(from.count + 1).split(separator: "/").first
    {
      what += ", but for `\(inner)`,"
    }
    list.add(.todo, "move \(what) to `\(to)`", otherwise: "it is not found", for: pair.name)
  }

  /// The folders of data that templates and scripts of the image name otherwise than before.
  private func dataMoves(of pair: ServicePair) -> [(from: String, to: String)] {
    let mounts = Set((pair.old.model.mounts + pair.new.model.mounts).map(\.target))
    let (old, new) = (pair.old.contents.files, pair.new.contents.files)
    var moves: [(from: String, to: String)] = []
    for path in old.keys.sorted() {
      guard let one = old[path]?.file, let other = new[path]?.file, one != other else { continue }
      for move in DataFolderChanges(from: one, to: other, mounts: mounts).moves {
        let folders = (Self.folder(move.from), Self.folder(move.to))
        if !moves.contains(where: { $0 == folders }) { moves.append(folders) }
      }
    }
    return moves
  }

  /// The folder of a path: without a last part that looks like a file's name.
  private static func folder(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let isFile = parts.last.map { $0.contains(".") || $0.contains("%") } ?? false
    return "/" + (isFile ? parts.dropLast() : parts[...]).joined(separator: "/")
  }

  /// Where a container path is on the host, as the compose file has it.
  private func place(
    of path: String, _ service: DeploymentModel.Service, _ written: WrittenValues
  ) -> String {
    guard let mount = service.mount(over: path) else { return path }
    let rest = path.dropFirst(mount.target.count)
    return source(of: mount, written) + (rest.last == "/" ? rest.dropLast() : rest)
  }

  /// What is mounted, as the compose file has it.
  private func source(of mount: ModelMount, _ written: WrittenValues) -> String {
    written.mount(at: mount.origin).source ?? "what is mounted"
  }
}

// MARK: - What Compose does, and the commands

extension Preconditions {
  private var restarts: [ReportedPrecondition] {
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
        "Compose recreates the containers, for other \(reasons.sorted().joined(separator: ", "))",
        services: names.sorted())
    ]
  }

  private var commands: [ReportedPrecondition] {
    let built = pairs.filter(isBuiltAnew).map(\.name)
    let new = Set(after.model.services.map(\.name)).subtracting(before.model.services.map(\.name))
    let arrived = after.model.services.filter { new.contains($0.name) && $0.isBuilt }.map(\.name)
    let images = Set(built + arrived).sorted()
    var commands: [String] = []
    if let directory = after.model.directory.path {
      commands.append("cd \(ShellWord.quoted(directory.text))")
    }
    commands.append("docker compose pull --ignore-buildable")
    commands += builds(of: images)
    commands.append("docker compose up --detach")
    return commands.map { ReportedPrecondition(.command, $0) }
  }

  /// The commands that build images, with the files that have their services.
  private func builds(of services: [String]) -> [String] {
    var known: [(files: [TreePath], services: [String])] = []
    for name in services {
      guard
        let project = after.model.projects.lazy.compactMap(\.project).first(where: { project in
          project.services.contains { $0.name == name }
        })
      else { continue }
      if let index = known.firstIndex(where: { $0.files == project.files }) {
        known[index].services.append(name)
      } else {
        known.append((project.files, [name]))
      }
    }
    let directory = after.model.directory.path.map { $0.text + "/" } ?? ""
    return known.map { files, services in
      let isFound = files == after.model.projects.first?.files
      let options = files.map { path in
        let name =
          path.text.hasPrefix(directory) ? String(path.text.dropFirst(directory.count)) : path.text
        return " -f " + ShellWord.quoted(name)
      }
      return "docker compose\(isFound ? "" : options.joined()) build "
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
