import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Preconditions {
  func addMoves(to list: inout PreconditionList) {
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
      for move in dataMoves(of: pair) + movedDefaults(of: pair) {
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
    list.add(
      .data, "move \(what) to `\(to)`", otherwise: "the container starts without it",
      move: ReportedPrecondition.Move(from: from, to: to), for: pair.name)
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

  /// The folders of data that files made of templates name otherwise than before: a default that moved, for whoever sets
  /// nothing else.
  private func movedDefaults(of pair: ServicePair) -> [(from: String, to: String)] {
    let mounts = Set((pair.old.model.mounts + pair.new.model.mounts).map(\.target))
    let isNamed = pair.old.contents.files.contains { path, entry in
      path.hasPrefix("defaults/") && pair.new.contents.files[path]?.file != entry.file
        && mounts.contains { entry.file.content.holds(Array("\"\($0)/".utf8)) }
    }
    guard isNamed else { return [] }
    let readings = EffectiveReadings()
    let (old, new) = (made(by: pair.old, before, readings), made(by: pair.new, after, readings))
    var moves: [(from: String, to: String)] = []
    for (name, bytes) in old.sorted(by: { $0.key < $1.key }) {
      guard let now = new[name], now != bytes else { continue }
      let changes = DataFolderChanges(
        from: FileTree.File(content: bytes), to: FileTree.File(content: now), mounts: mounts)
      for move in changes.moves {
        // What stands in no file of the image comes from a variable, and may be a secret.
        guard pair.old.has(move.from), pair.new.has(move.to) else { continue }
        let folders = (Self.folder(move.from), Self.folder(move.to))
        if !moves.contains(where: { $0 == folders }) { moves.append(folders) }
      }
    }
    return moves
  }

  /// The files that a service's container makes, by their names.
  private func made(
    by service: DeploymentModel.Service, _ state: DeployedState, _ readings: EffectiveReadings
  ) -> [String: [UInt8]] {
    let variables = state.model.main?.variables.values ?? [:]
    guard let probe = EffectProbe(service, variables, readings) else { return [:] }
    let effect = probe.effect(of: service.passwordsToCome.mapValues { $0 })
    return Dictionary(
      effect.files.map { path, bytes in
        (path.split(separator: "/").last.map(String.init) ?? path, bytes)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The folder of a path: without a last part that looks like a file's name.
  private static func folder(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let isFile = parts.last.map { $0.contains(".") || $0.contains("%") } ?? false
    return "/" + (isFile ? parts.dropLast() : parts[...]).joined(separator: "/")
  }

  /// Where a container path is on the host, as the compose file has it.
  func place(
    of path: String, _ service: DeploymentModel.Service, _ written: WrittenValues
  ) -> String {
    guard let mount = service.mount(over: path) else { return path }
    let rest = path.dropFirst(mount.target.count)
    return source(of: mount, written) + (rest.last == "/" ? rest.dropLast() : rest)
  }

  /// What is mounted, as the compose file has it.
  func source(of mount: ModelMount, _ written: WrittenValues) -> String {
    written.mount(at: mount.origin).source ?? "what is mounted"
  }
}

extension DeploymentModel.Service {
  /// Whether a text stands in a file of its image.
  fileprivate func has(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return contents.files.values.contains { $0.file.content.holds(bytes) }
  }
}
