/// What commands make of files.
extension ShellMachine {
  /// What is at a path now.
  mutating func entry(at path: String) throws(EditingError) -> ShellFiles.Entry {
    try charge(1 + state.files.count / 20)
    return state.files.entry(at: path)
  }

  mutating func make(_ path: TracedText, _ entry: ShellFiles.Entry) {
    guard let text = known(path) else { return }
    state.files.make(text, entry)
  }

  /// A path; when it isn't known, anything may be different from now on.
  private mutating func known(_ path: TracedText, removes: Bool = false) -> String? {
    if let text = path.string, text.hasPrefix("/") { return text }
    let reason = path.unknown ?? "in which folder `\(path.label)` is"
    state.files.touch("/", because: reason, removes: removes)
    return nil
  }

  /// `mkdir`, `cp` and their like.
  mutating func arrange(
    _ name: String, _ words: ArraySlice<TracedText>, at offset: Int
  ) throws(EditingError) {
    var options = ""
    var operands: [TracedText] = []
    var takesValue = false
    for word in words {
      let text = word.string ?? "?"
      if takesValue {
        takesValue = false
      } else if text.hasPrefix("-"), text.count > 1 {
        options += text.dropFirst()
        takesValue = name == "mkdir" && text.hasSuffix("m")
      } else {
        operands.append(word)
      }
    }
    switch name {
    case "mkdir":
      for operand in operands { try makeFolder(operand, withParents: options.contains("p")) }
    case "touch": for operand in operands { make(operand, .file) }
    case "rm": for operand in operands { try remove(operand, options, at: offset) }
    default:
      guard operands.count > 1, let target = operands.last else {
        state.status = .failure
        return
      }
      for source in operands.dropLast() {
        try copy(source, to: target, moves: name == "mv", at: offset)
      }
    }
  }

  private mutating func makeFolder(
    _ path: TracedText, withParents: Bool
  ) throws(EditingError) {
    guard let path = known(path) else { return }
    if withParents { return state.files.makeFolders(path) }
    switch (try entry(at: path), try entry(at: ShellFiles.parent(of: path))) {
    case (.nothing, .folder): state.files.make(path, .folder)
    case (.nothing, .nothing), (.nothing, .file), (.file, _), (.folder, _): state.status = .failure
    case (.unknown(let reason), _), (.nothing, .unknown(let reason)):
      state.files.make(path, .folder)
      state.status = .unknown(reason)
    }
  }

  private mutating func remove(
    _ written: TracedText, _ options: String, at offset: Int
  ) throws(EditingError) {
    guard let path = known(written, removes: true) else {
      if !options.contains("f") { state.status = .unknown("what is removed") }
      return
    }
    switch try entry(at: path) {
    case .file: break
    case .folder where options.contains { "rR".contains($0) }: break
    case .folder:
      state.status = .failure
      return
    case .nothing:
      if !options.contains("f") { state.status = .failure }
      return
    case .unknown(let reason): if !options.contains("f") { state.status = .unknown(reason) }
    }
    state.files.remove(path)
    add(.remove(TracedText(ShellFiles.normal(path), from: written.commonOrigin)), at: offset)
  }

  private mutating func copy(
    _ source: TracedText, to target: TracedText, moves: Bool, at offset: Int
  ) throws(EditingError) {
    guard let from = source.string, from.hasPrefix("/"), let to = target.string, to.hasPrefix("/")
    else {
      let reason = source.unknown ?? target.unknown ?? "the current folder"
      add(.copy(from: source, to: target, appends: false), at: offset)
      state.status = .unknown(reason)
      state.files.touch("/", because: reason, removes: moves)
      return
    }
    let isContents = from.hasSuffix("/.")
    let path = ShellFiles.normal(from)
    let found = try entry(at: path)
    guard found != .nothing else {
      state.status = .failure
      return
    }
    var destination = ShellFiles.normal(to)
    let isInto = try entry(at: destination) == .folder
    if !isContents, to.hasSuffix("/") || isInto, let name = path.split(separator: "/").last {
      destination += (destination == "/" ? "" : "/") + name
    }
    let outer = doubt
    defer { doubt = outer }
    for entry in [found, try entry(at: ShellFiles.parent(of: destination))] {
      guard case .unknown(let reason) = entry else { continue }
      state.status = .unknown(reason)
      doubt = doubt ?? reason
    }
    guard try entry(at: ShellFiles.parent(of: destination)).mayBeFolder else {
      state.status = .failure
      return
    }
    add(
      .copy(
        from: TracedText(path, from: source.commonOrigin),
        to: TracedText(
          destination,
          from: TracedText.Origin(of: (source.parts + target.parts).map(\.origin))),
        appends: false), at: offset)
    if found != .file { state.files.copy(from: path, to: destination) }
    if !isContents || found == .folder { state.files.make(destination, found) }
    if moves { state.files.remove(path) }
  }

  /// A program may change the files that its words name.
  mutating func touch(_ words: [TracedText], because reason: String) {
    guard let name = words.first?.string, !Self.lookers.contains(name) else { return }
    // `find` searches folders; what it runs changes something.
    let told =
      name == "find" ? words.drop { $0.string != "-exec" } : words[1...]
    for word in told {
      guard let path = word.string, path.hasPrefix("/"), path.count > 1 else { continue }
      state.files.touch(path, because: reason)
    }
  }

  /// Programs that leave files as they are.
  private static let lookers: Set<String> = [
    "apt-cache", "capsh", "check-writable", "chgrp", "chmod", "chown", "curl", "date", "dig",
    "dpkg", "grep", "ip", "ls",
    "s6-svc", "s6-svstat", "s6-svwait", "shm-check", "stat",
  ]
}
