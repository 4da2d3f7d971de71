import GitKit

/// The scripts that a container runs when it starts, in order.
package struct StartScripts: Sendable {
  /// One of them.
  package struct Script: Sendable {
    /// What it is run as.
    package enum Role: Sendable, Hashable {
      /// It ends before what depends on it starts.
      case oneshot
      /// It goes on running.
      case service
      /// It is for s6-overlay 1, and s6-overlay 3 runs it all the same, before its own services are ready.
      case legacy
    }

    /// The name of the service: `10-config`.
    package let name: String
    /// The container path, without a slash in front: `etc/cont-init.d/10-config`.
    package let path: String
    package let role: Role
    /// The script; `nil` when the image has none at that path.
    package let entry: ImageContents.Entry?

    /// What its first line names behind `#!`; `nil` when that is no such line.
    package var interpreter: String? {
      guard let content = entry?.file.content, content.starts(with: "#!".utf8) else { return nil }
      let line = content.dropFirst(2).prefix { $0 != 0x0A }
      let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      return words.first.map(String.init)
    }
  }

  /// The init system that runs them.
  package let system: InitSystem
  /// The scripts in the order in which they are started.
  package let scripts: [Script]
  /// Those that are never started, by name: services of `s6-rc.d` that are not registered, or that are for s6-overlay 3
  /// where s6-overlay 1 runs.
  package let unstarted: [Script]

  private static let legacy = "etc/cont-init.d/"
  private static let legacyServices = "etc/services.d/"
  private static let folder = "etc/s6-overlay/s6-rc.d/"

  /// Finds the scripts of an image; unknown when its init system is.
  package static func of(_ contents: ImageContents) -> Known<StartScripts> {
    contents.initSystem.flatMap { .known(StartScripts(contents, $0)) }
  }

  private init(_ contents: ImageContents, _ system: InitSystem) {
    self.system = system
    let old =
      Self.scripts(of: contents, system == .version1 ? .oneshot : .legacy, Self.initScript)
      + Self.scripts(of: contents, system == .version1 ? .service : .legacy, Self.runScript)
    let started = system == .version1 ? [] : Self.registered(in: contents)
    scripts = old + started.compactMap { Self.script(of: $0, in: contents) }
    unstarted = Self.services(in: contents).subtracting(started).sorted()
      .compactMap { Self.script(of: $0, in: contents) }
  }

  /// The names of all services below `s6-rc.d`.
  private static func services(in contents: ImageContents) -> Set<String> {
    Set(
      contents.files.keys.compactMap { path in
        guard path.hasPrefix(folder), path.hasSuffix("/type") else { return nil }
        let name = path.dropFirst(folder.count).dropLast("/type".count)
        return name.contains("/") ? nil : String(name)
      })
  }

  /// The name of a script in `cont-init.d`; the shell's pattern that finds them passes over hidden ones.
  private static func initScript(_ path: String) -> String? {
    guard path.hasPrefix(legacy) else { return nil }
    let name = path.dropFirst(legacy.count)
    return name.contains("/") || name.hasPrefix(".") ? nil : String(name)
  }

  /// The name of a service in `services.d`.
  private static func runScript(_ path: String) -> String? {
    guard path.hasPrefix(legacyServices), path.hasSuffix("/run") else { return nil }
    let name = path.dropFirst(legacyServices.count).dropLast("/run".count)
    return name.contains("/") || name.hasPrefix(".") ? nil : String(name)
  }

  private static func scripts(
    of contents: ImageContents, _ role: Script.Role, _ name: (String) -> String?
  ) -> [Script] {
    contents.files.keys.sorted().compactMap { path in
      name(path).map { Script(name: $0, path: path, role: role, entry: contents.files[path]) }
    }
  }

  /// The names of what is registered in `user`, each service after those it depends on.
  private static func registered(in contents: ImageContents) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    func names(below prefix: String) -> [String] {
      contents.files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        .filter { !$0.contains("/") }.sorted()
    }
    func add(_ name: String) {
      guard seen.insert(name).inserted else { return }
      for other in names(below: "\(folder)\(name)/dependencies.d/") { add(other) }
      for other in names(below: "\(folder)\(name)/contents.d/") { add(other) }
      order.append(name)
    }
    for name in names(below: "\(folder)user/contents.d/") { add(name) }
    return order
  }

  private static func script(of name: String, in contents: ImageContents) -> Script? {
    func script(_ path: String, _ role: Script.Role) -> Script {
      Script(name: name, path: path, role: role, entry: contents.files[path])
    }
    switch contents.text("\(folder)\(name)/type") {
    case "longrun": return script("\(folder)\(name)/run", .service)
    case "oneshot":
      let words = contents.text("\(folder)\(name)/up")?.split(whereSeparator: \.isWhitespace) ?? []
      guard let path = words.first(where: { $0.hasPrefix("/") }) else {
        return script("\(folder)\(name)/up", .oneshot)
      }
      return script(String(path.dropFirst()), .oneshot)
    default: return nil
    }
  }
}

extension ImageContents {
  /// A file's text without blanks around it and comment lines.
  fileprivate func text(_ path: String) -> String? {
    guard let content = files[path]?.file.content else { return nil }
    return String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") }.joined(separator: "\n").trimmed
  }
}
