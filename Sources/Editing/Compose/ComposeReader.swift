/// Reads the parts of a compose file out of its document.
///
/// Aliases and merge keys are followed; no more nodes are read than ``YAMLDocument/maximumExpansion``.
struct ComposeReader {
  let document: YAMLDocument
  private let budget = Budget()

  /// What is left to read: one for all parts of a file, since any may name the same node.
  private final class Budget {
    var nodes = YAMLDocument.maximumExpansion
  }

  init(_ document: YAMLDocument) {
    self.document = document
  }

  private func spend(_ count: Int, at node: YAMLNode) throws(EditingError) {
    budget.nodes -= count
    guard budget.nodes > 0 else { throw YAMLDocument.tooMuch(at: node) }
  }

  func services() throws(EditingError) -> [ComposeService] {
    guard let services = document.root["services"] else { return [] }
    var result: [ComposeService] = []
    for pair in try pairs(services, "services") {
      result.append(try service(key: try text(pair.key, "the name of a service"), pair.value))
    }
    return result
  }

  private func service(key: ComposeText, _ node: YAMLNode) throws(EditingError) -> ComposeService {
    var values: [String: YAMLNode] = [:]
    for pair in try pairs(node, "service `\(key.value)`") {
      if let name = pair.key.string { values[name] = document.resolved(pair.value) }
    }
    let extended = values["extends"].flatMap { $0["file"] }.map(document.resolved)
    return ComposeService(
      key: key,
      image: try values["image"].map { node throws(EditingError) in try text(node, "an image") },
      build: try values["build"].map { node throws(EditingError) in try build(node) },
      environment: try variables(values["environment"], "environment"),
      mounts: try mounts(values["volumes"]),
      networks: try attachments(values["networks"]),
      ports: try ports(values["ports"]),
      environmentFiles: try environmentFiles(values["env_file"]),
      dependencies: try names(in: values["depends_on"]),
      extendedFile: try extended.map { node throws(EditingError) in try text(node, "a file") })
  }

  /// The variables of `environment:` or `args:`, a list of `NAME=value` or a mapping.
  func variables(_ node: YAMLNode?, _ what: String) throws(EditingError) -> [ComposeVariable] {
    guard let node, !node.isNull else { return [] }
    var result: [ComposeVariable] = []
    if let items = node.items {
      try spend(items.count, at: node)
      for item in items {
        let text = try text(item, "an item of `\(what)`")
        let sign = text.value.utf8.firstIndex(of: UInt8(ascii: "="))
        result.append(
          ComposeVariable(
            name: sign.map { String(text.value[..<$0]) } ?? text.value,
            value: sign.map { String(text.value[text.value.utf8.index(after: $0)...]) },
            span: text.span))
      }
      return result
    }
    for pair in try pairs(node, "`\(what)`") {
      let name = try text(pair.key, "a name in `\(what)`")
      let value = document.resolved(pair.value)
      result.append(
        ComposeVariable(
          name: name.value,
          value: value.isNull ? nil : try text(value, "a value in `\(what)`").value, span: pair.span
        ))
    }
    return result
  }

  private func attachments(_ node: YAMLNode?) throws(EditingError) -> [ComposeAttachment] {
    guard let node, !node.isNull else { return [] }
    guard node.items == nil else {
      return try names(in: node).map { ComposeAttachment(key: $0, aliases: []) }
    }
    var result: [ComposeAttachment] = []
    for pair in try pairs(node, "`networks`") {
      let options = document.resolved(pair.value)
      var aliases: [ComposeText] = []
      if let node = options.isNull
        ? nil
        : try self.pairs(options, "a network").first(where: { $0.key.string == "aliases" })?.value
      {
        aliases = try texts(document.resolved(node), "an alias")
      }
      result.append(
        ComposeAttachment(key: try text(pair.key, "the name of a network"), aliases: aliases))
    }
    return result
  }

  /// The keys of a mapping, or the items of a list.
  func names(in node: YAMLNode?) throws(EditingError) -> [ComposeText] {
    guard let node = node.map(document.resolved), !node.isNull else { return [] }
    if node.items != nil { return try texts(node, "a name") }
    var names: [ComposeText] = []
    for pair in try pairs(node, "this") { names.append(try text(pair.key, "a name")) }
    return names
  }

  /// The scalars of a list.
  func texts(_ node: YAMLNode, _ what: String) throws(EditingError) -> [ComposeText] {
    guard !node.isNull else { return [] }
    var texts: [ComposeText] = []
    for item in try items(node, what) { texts.append(try text(item, what)) }
    return texts
  }

  func items(_ node: YAMLNode, _ what: String) throws(EditingError) -> [YAMLNode] {
    guard let items = document.resolved(node).items else {
      throw EditingError(.malformed, "\(what) stands in a list", at: node.span.lowerBound)
    }
    try spend(items.count, at: node)
    return items
  }

  func text(_ node: YAMLNode, _ what: String) throws(EditingError) -> ComposeText {
    let node = document.resolved(node)
    guard let value = node.string else {
      throw EditingError(.malformed, "\(what) is a text", at: node.span.lowerBound)
    }
    return ComposeText(value: value, span: node.contentSpan)
  }

  func pairs(_ node: YAMLNode, _ what: String) throws(EditingError) -> [YAMLPair] {
    let target = document.resolved(node)
    guard !target.isNull else { return [] }
    guard target.pairs != nil else {
      throw EditingError(.malformed, "\(what) is a mapping", at: node.span.lowerBound)
    }
    let pairs = try document.mergedPairs(of: target)
    try spend(pairs.count, at: node)
    return pairs
  }
}
