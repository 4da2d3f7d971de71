import Editing

/// An edit of a compose file as a value, so that laws can be tried on every one.
enum ComposeOperation: Sendable {
  case renameNetwork(String, to: String)
  case addEnvironment(String, [String])
  case setEnvironment(String, String, String)
  case setVolume(String, target: String, source: String, options: [String]?, adding: Bool)
  case setBuild(String, context: String, dockerfile: String?, [String: String], removingImage: Bool)
  case pin([String], release: String)

  func outcome(on file: ComposeFile) throws(EditingError) -> EditOutcome {
    switch self {
    case .renameNetwork(let old, let new):
      try file.renameNetwork(from: old, to: new)
    case .addEnvironment(let service, let names):
      try file.addEnvironment(service: service, names: names)
    case .setEnvironment(let service, let name, let value):
      try file.setEnvironment(service: service, name: name, value: value)
    case .setVolume(let service, let target, let source, let options, let adding):
      try file.setVolume(
        service: service, target: target, source: source, options: options, adding: adding)
    case .setBuild(let service, let context, let dockerfile, let arguments, let removingImage):
      try file.setBuild(
        service: service, context: context, dockerfile: dockerfile,
        arguments: arguments.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
        removingImage: removingImage)
    case .pin(let names, let release):
      try file.pinImages(where: names.contains, variable: "VERSION", release: release)
    }
  }

  /// The text with the edit made.
  func applied(to text: SourceText) throws(EditingError) -> SourceText {
    text.applying(try outcome(on: ComposeFile(text)).edits)
  }
}

extension ComposeOperation {
  /// What a document should say after the edit, made on its meaning instead of its text.
  func expected(of document: YAMLValue) -> YAMLValue {
    var document = document
    switch self {
    case .renameNetwork(let old, let new):
      document["services"]?.eachValue { $0["networks"]?.rename(old, to: new) }
      document["networks"]?.rename(old, to: new)
    case .addEnvironment(let service, let names):
      for name in names { document.change(service) { Self.pass(name, nil, to: &$0) } }
    case .setEnvironment(let service, let name, let value):
      document.change(service) { Self.pass(name, value, to: &$0) }
    case .setVolume(let service, let target, let source, let options, _):
      document.change(service) { Self.mount(source, target, options, in: &$0) }
    case .setBuild(let service, let context, let dockerfile, let arguments, let removingImage):
      var build = [YAMLValue.Entry("context", .string(context))]
      if let dockerfile { build.append(.init("dockerfile", .string(dockerfile))) }
      if !arguments.isEmpty {
        build.append(.init("args", .mapping(arguments.map { .init($0.key, .string($0.value)) })))
      }
      if removingImage { document["services"]?[service]?["image"] = nil }
      document["services"]?[service]?["build"] = .mapping(build)
    case .pin(let names, let release):
      document["services"]?.eachValue { service in
        guard case .string(let image)? = service["image"], let reference = ImageReference(image),
          names.contains(reference.name ?? "")
        else { return }
        service["image"] = .string("\(reference.repository):${VERSION:-\(release)}")
      }
    }
    return document.normalised
  }

  private static func pass(_ name: String, _ value: String?, to service: inout YAMLValue?) {
    switch service?["environment"] {
    case .mapping?:
      if value == nil, service?["environment"]?.has(name) == true { return }
      service?["environment"]?[name] = value.map { .string($0) } ?? .null
    case .sequence(var items)?:
      let index = items.firstIndex { $0 == .string(name) || $0.hasPrefix(name + "=") }
      if value == nil, index != nil { return }
      let item = YAMLValue.string(value.map { "\(name)=\($0)" } ?? name)
      if let index { items[index] = item } else { items.append(item) }
      service?["environment"] = .sequence(items)
    default:
      service?["environment"] = .sequence([.string(value.map { "\(name)=\($0)" } ?? name)])
    }
  }

  private static func mount(
    _ source: String, _ target: String, _ options: [String]?, in service: inout YAMLValue?
  ) {
    var items: [YAMLValue] = []
    if case .sequence(let present)? = service?["volumes"] { items = present }
    let suffix = options.map { $0.isEmpty ? "" : ":" + $0.joined(separator: ",") }
    let index = items.firstIndex { item in
      guard case .string(let text) = item else { return item["target"] == .string(target) }
      return text == target || text.hasSuffix(":\(target)") || text.contains(":\(target):")
        || text.contains(":\(target)/")
    }
    guard let index else {
      service?["volumes"] = .sequence(items + [.string("\(source):\(target)\(suffix ?? "")")])
      return
    }
    if case .string(let text) = items[index] {
      let rest =
        text.split(separator: ":\(target)", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
      let slash = rest.hasPrefix("/") ? "/" : ""
      items[index] = .string(
        "\(source):\(target)\(slash)\(suffix ?? String(rest.dropFirst(slash.count)))")
    } else {
      items[index]["source"] = .string(source)
      if [nil, .string("volume")].contains(items[index]["type"]) {
        items[index]["type"] = .string("bind")
      }
      if let options { items[index]["read_only"] = options.contains("ro") ? .string("true") : nil }
    }
    service?["volumes"] = .sequence(items)
  }
}

extension YAMLValue {
  /// The value without what an edit is free to choose: where a variable stands in a list, how false is said.
  var normalised: YAMLValue {
    guard case .mapping(let entries) = self else { return self }
    // What starts with `x-` means something only where an alias takes it up, and aliases are followed.
    var document = YAMLValue.mapping(entries.filter { !$0.key.hasPrefix("x-") })
    document["services"]?.eachValue { service in
      if case .sequence(let items)? = service["environment"] {
        service["environment"] = .sequence(items.sorted { $0.text < $1.text })
      }
      if case .string(let context)? = service["build"] {
        service["build"] = .mapping([.init("context", .string(context))])
      }
      if case .sequence(let items)? = service["build"]?["args"] {
        let pairs = items.compactMap { item -> Entry? in
          guard case .string(let text) = item, let sign = text.firstIndex(of: "=") else {
            return nil
          }
          return Entry(String(text[..<sign]), .string(String(text[text.index(after: sign)...])))
        }
        service["build"]?["args"] = .mapping(pairs)
      }
      if case .sequence(var mounts)? = service["volumes"] {
        for index in mounts.indices where mounts[index]["read_only"] == .string("false") {
          mounts[index]["read_only"] = nil
        }
        service["volumes"] = .sequence(mounts)
      }
    }
    return document
  }

  /// Changes a service of a compose file.
  fileprivate mutating func change(_ service: String, _ body: (inout YAMLValue?) -> Void) {
    guard var services = self["services"] else { return }
    body(&services[service])
    self["services"] = services
  }

  fileprivate var text: String {
    guard case .string(let text) = self else { return "" }
    return text
  }

  fileprivate func has(_ key: String) -> Bool { self[key] != nil }

  fileprivate func hasPrefix(_ prefix: String) -> Bool {
    guard case .string(let text) = self else { return false }
    return text.hasPrefix(prefix)
  }

  fileprivate mutating func eachValue(_ body: (inout YAMLValue) -> Void) {
    guard case .mapping(var entries) = self else { return }
    for index in entries.indices { body(&entries[index].value) }
    self = .mapping(entries)
  }

  /// Renames a key of a mapping or an item of a list.
  fileprivate mutating func rename(_ old: String, to new: String) {
    switch self {
    case .mapping(let entries):
      self = .mapping(entries.map { .init($0.key == old ? new : $0.key, $0.value) })
    case .sequence(let items):
      self = .sequence(items.map { $0 == .string(old) ? .string(new) : $0 })
    default: break
    }
  }
}
