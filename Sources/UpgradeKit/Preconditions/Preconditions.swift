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
  private let pairs: [ServicePair]
  /// The variables without which a container does not start after the upgrade.
  private let required: [String]

  /// - Parameter findings: what is wrong with variables after the upgrade that was not before it.
  init(before: DeployedState, after: DeployedState, findings: [Finding]) {
    (self.before, self.after) = (before, after)
    pairs = ServicePair.all(before.model, after.model)
    required = findings.filter { $0.code == .requiredVariableMissing }.compactMap {
      let parts = $0.headline.split(separator: "`", omittingEmptySubsequences: false)
      return parts.count > 1 ? String(parts[1]) : nil
    }
  }

  /// All of it, by kind; nothing where no container is started anew.
  var all: [ReportedPrecondition] {
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
    for name in gone { list.add(.breaks, "the service is removed", for: name) }
    for pair in pairs {
      if let old = pair.old.user, let new = pair.new.user, old != new {
        list.add(.breaks, "runs as \(new.shown) instead of \(old.shown)", for: pair.name)
      }
      if pair.new.model.isReadOnly, !pair.old.model.isReadOnly {
        list.add(.breaks, "its root file system is read-only", for: pair.name)
      }
      addPorts(of: pair, to: &list)
      for mount in pair.old.model.mounts where pair.new.model.mount(at: mount.target) == nil {
        list.add(
          .breaks, "nothing is mounted at `\(mount.target)` any more", for: pair.name)
      }
    }
  }

  private func addPorts(of pair: ServicePair, to list: inout PreconditionList) {
    let (old, new) = (pair.old.model.ports, pair.new.model.ports)
    /// The same on the host: as the files have it, else by what it comes to. Without `.env` several come to nothing.
    func same(_ port: ModelPort) -> ModelPort? {
      // A range comes to many ports of one line: the one with the same number in the container is the same.
      let candidates = new.filter { $0.protocol == port.protocol }
        .sorted { $0.target == port.target && $1.target != port.target }
      let written = hostSide(of: port, in: before)
      return candidates.first { written != nil && hostSide(of: $0, in: after) == written }
        ?? candidates.first {
          port.published != nil && [$0.published, $0.host] == [port.published, port.host]
        }
    }
    var inside: [(old: String, new: String)] = []
    for port in old {
      guard let same = same(port) else {
        guard let written = written(port.origin, in: before) else { continue }
        let now = new.first { $0.target == port.target && $0.protocol == port.protocol }
          .flatMap { self.written($0.origin, in: after) }
        list.add(
          .breaks,
          "publishes "
            + (now.map { "`\($0)` instead of `\(written)`" } ?? "`\(written)` no more"),
          for: pair.name)
        continue
      }
      if same.target != port.target { inside.append((port.target, same.target)) }
    }
    guard !inside.isEmpty else { return }
    let ports = { (ports: [String]) in ports.joined(separator: " and ") }
    list.add(
      .required,
      "a proxy on Docker's network reaches it at port \(ports(inside.map(\.new))) instead of "
        + "\(ports(inside.map(\.old))); the host's ports stay", for: pair.name)
  }
}

extension ImageUser {
  fileprivate var shown: String {
    guard let number, number != 0 else { return "`\(name)`" }
    return name == String(number) ? "uid \(number)" : "`\(name)` (uid \(number))"
  }
}

// MARK: - What has to be there first

extension Preconditions {
  private func addRequirements(to list: inout PreconditionList) {
    for name in required {
      list.add(.required, "`\(name)` has a value in `.env`", otherwise: "the container exits")
    }
    for pair in pairs {
      let old = pair.old.startChecks.map { self.check($0, of: pair.old, in: before) }
      for check in pair.new.startChecks.map({ self.check($0, of: pair.new, in: after) })
      where !old.contains(check) {
        list.add(.required, check, otherwise: "the container exits", for: pair.name)
      }
    }
  }

  /// What a program has to find for a container to start.
  private func check(
    _ words: [String], of service: DeploymentModel.Service, in state: DeployedState
  ) -> String {
    let program = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    guard program == "check-writable", words.count > 1, let mount = service.mount(over: words[1])
    else { return "`\(program)` succeeds" }
    let who = service.user.flatMap(\.number).map { "uid \($0)" } ?? "the container's user"
    return "`\(source(of: mount, in: state))` is there and writable by \(who)"
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
        let (from, to) = (source(of: old, in: before), source(of: new, in: after))
        guard from != to else { continue }
        list.add(
          .todo, "move what is in `\(from)` to `\(to)`", otherwise: "it is not found",
          for: pair.name)
      }
      for move in dataMoves(of: pair) {
        let (from, to) = (
          place(of: move.from, pair.old, in: before), place(of: move.to, pair.new, in: after)
        )
        guard from != to else { continue }
        if pair.new.startCopies(from: move.from) {
          list.add(
            .restart, "its start script copies `\(from)` to `\(to)` unless there is something",
            for: pair.name)
        } else {
          list.add(
            .todo, "move what is in `\(from)` to `\(to)`", otherwise: "it is not found",
            for: pair.name)
        }
      }
    }
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
    of path: String, _ service: DeploymentModel.Service, in state: DeployedState
  ) -> String {
    guard let mount = service.mount(over: path) else { return path }
    return source(of: mount, in: state) + path.dropFirst(mount.target.count)
  }
}

// MARK: - What Compose does, and the commands

extension Preconditions {
  private var restarts: [ReportedPrecondition] {
    var reasons: [String] = []
    var names: [String] = []
    for pair in pairs {
      let keys = pair.changedKeys + (isBuiltAnew(pair) ? ["build context"] : [])
      guard !keys.isEmpty else { continue }
      names.append(pair.name)
      for key in keys where !reasons.contains(key) { reasons.append(key) }
    }
    guard !names.isEmpty else { return [] }
    return [
      ReportedPrecondition(
        .restart,
        "Compose recreates \(names.count) of \(pairs.count) containers, for their "
          + reasons.sorted().joined(separator: ", "), services: names.sorted())
    ]
  }

  private var commands: [ReportedPrecondition] {
    let built = pairs.filter(isBuiltAnew).map(\.name)
    let new = Set(after.model.services.map(\.name)).subtracting(before.model.services.map(\.name))
    let arrived = after.model.services.filter { new.contains($0.name) && $0.isBuilt }.map(\.name)
    let images = Set(built + arrived).sorted()
    var commands: [String] = []
    let directory = after.model.directory.text
    if directory != "." { commands.append("cd \(ShellWord.quoted(directory))") }
    commands.append("docker compose pull --ignore-buildable")
    commands += builds(of: images)
    commands.append("docker compose up --detach" + (gone.isEmpty ? "" : " --remove-orphans"))
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
    let directory = after.model.directory.text + "/"
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
  /// The keys that have another value than before: any of them makes Compose recreate the container.
  fileprivate var changedKeys: [String] {
    let entries = { (service: DeploymentModel.Service) in service.model.tree.entries ?? [] }
    var keys = Set(
      (entries(old) + entries(new)).map(\.key).filter { key in
        guard key != "env_file" else { return false }
        guard let one = old.model.tree[key], let other = new.model.tree[key] else { return true }
        return !one.says(other)
      })
    if old.model.environment.map(\.text) != new.model.environment.map(\.text) {
      keys.insert("environment")
    }
    return keys.sorted()
  }
}

extension ModelVariable {
  /// The name with its value.
  fileprivate var text: [String?] { [name, value] }
}

// MARK: - As the files have it

extension Preconditions {
  /// What is mounted, as the compose file has it: values of variables stay out.
  private func source(of mount: ModelMount, in state: DeployedState) -> String {
    if let text = written(mount.origin, in: state) {
      let bytes = Array(text.utf8)
      let colons = Interpolation.offsets(of: UInt8(ascii: ":"), outsideVariablesIn: bytes) ?? []
      return String(decoding: bytes[..<(colons.first ?? bytes.count)], as: UTF8.self)
    }
    return switch mount.source {
    case .path(.deployment(let path)): path?.text ?? "."
    case .path(.elsewhere): "what is mounted at \(mount.target)"
    case .volume(let name): name
    case .anonymous: mount.target
    }
  }

  /// A port without its last part, the one in the container, as the compose file has it; `nil` for the long form.
  private func hostSide(of port: ModelPort, in state: DeployedState) -> String? {
    written(port.origin, in: state).flatMap { text in
      let bytes = Array(text.utf8)
      let colons = Interpolation.offsets(of: UInt8(ascii: ":"), outsideVariablesIn: bytes) ?? []
      return colons.last.map { String(decoding: bytes[..<$0], as: UTF8.self) }
    }
  }

  /// The scalar that stands at a place, without its quotes; `nil` for anything else.
  private func written(_ origin: ComposeTree.Origin, in state: DeployedState) -> String? {
    guard case .file(let file) = state.files[origin.file] else { return nil }
    let bytes = file.content
    guard origin.offset < bytes.count else { return nil }
    let line = bytes[origin.offset...].prefix { $0 != 0x0A && $0 != 0x0D }
    var text = String(decoding: line, as: UTF8.self)
    if let quote = text.first, quote == "'" || quote == "\"" {
      text = String(text.dropFirst().prefix { $0 != quote })
    } else {
      text = text.firstRange(of: " #").map { String(text[..<$0.lowerBound]) } ?? text
    }
    while text.last == " " { text.removeLast() }
    // The long form is a mapping.
    let isScalar = !text.contains(": ") && !text.hasSuffix(":") && !text.hasPrefix("*")
    return isScalar && !text.isEmpty ? text : nil
  }
}
