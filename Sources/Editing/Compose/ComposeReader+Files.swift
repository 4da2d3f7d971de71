/// The parts that name files.
extension ComposeReader {
  func build(_ node: YAMLNode) throws(EditingError) -> ComposeBuild {
    if node.string != nil {
      return ComposeBuild(
        context: try text(node, "a build context"), dockerfile: nil, arguments: [], otherKeys: [],
        span: node.span)
    }
    var context: ComposeText?
    var dockerfile: ComposeText?
    var arguments: [ComposeVariable] = []
    var others: [String] = []
    for pair in try pairs(node, "`build`") {
      switch pair.key.string {
      case "context": context = try text(pair.value, "a build context")
      case "dockerfile": dockerfile = try text(pair.value, "a Dockerfile")
      case "args": arguments = try variables(document.resolved(pair.value), "args")
      case let key: others.append(key ?? "")
      }
    }
    return ComposeBuild(
      context: context, dockerfile: dockerfile, arguments: arguments, otherKeys: others,
      span: node.span)
  }

  func mounts(_ node: YAMLNode?) throws(EditingError) -> [ComposeMount] {
    guard let node, !node.isNull else { return [] }
    var mounts: [ComposeMount] = []
    for item in try items(node, "a mount") {
      let item = document.resolved(item)
      if item.pairs != nil {
        mounts.append(try longMount(item))
      } else {
        let text = try text(item, "a mount")
        guard let mount = ComposeMount(short: text.value, span: text.span) else {
          throw EditingError(
            .malformed, "a mount is `source:target` or `source:target:options`",
            at: text.span.lowerBound)
        }
        mounts.append(mount)
      }
    }
    return mounts
  }

  private func longMount(_ node: YAMLNode) throws(EditingError) -> ComposeMount {
    var values: [String: String] = [:]
    var options: [String] = []
    for pair in try pairs(node, "a mount") {
      let value = document.resolved(pair.value)
      guard let key = pair.key.string else { continue }
      values[key] = value.string
      if key == "read_only", value.string == "true" { options.append("ro") }
      if key == "bind", let label = value["selinux"]?.string { options.append(label) }
    }
    guard let target = values["target"] else {
      throw EditingError(.malformed, "a mount has a `target`", at: node.span.lowerBound)
    }
    return ComposeMount(
      source: values["source"], target: target, options: options, type: values["type"] ?? "volume",
      span: node.span)
  }

  func ports(_ node: YAMLNode?) throws(EditingError) -> [ComposeText] {
    guard let node, !node.isNull else { return [] }
    var ports: [ComposeText] = []
    for item in try items(node, "a port") {
      let item = document.resolved(item)
      ports.append(try text(item.pairs == nil ? item : item["target"] ?? item, "a port"))
    }
    return ports
  }

  func environmentFiles(_ node: YAMLNode?) throws(EditingError) -> [ComposeEnvironmentFile] {
    guard let node, !node.isNull else { return [] }
    guard node.items != nil else {
      return [ComposeEnvironmentFile(path: try text(node, "`env_file`"), isRequired: true)]
    }
    var files: [ComposeEnvironmentFile] = []
    for item in try items(node, "`env_file`") {
      let item = document.resolved(item)
      let path = try text(item.pairs == nil ? item : item["path"] ?? item, "a file of variables")
      files.append(
        ComposeEnvironmentFile(path: path, isRequired: item["required"]?.string != "false"))
    }
    return files
  }

  /// The `file:` of each entry of `configs:` or `secrets:`.
  func files(in node: YAMLNode?) throws(EditingError) -> [ComposeText] {
    guard let node else { return [] }
    var files: [ComposeText] = []
    for pair in try pairs(node, "this") {
      guard let file = document.resolved(pair.value)["file"] else { continue }
      files.append(try text(file, "a file"))
    }
    return files
  }

  /// The paths of `include:`, which names a file, or several under `path`.
  func includes() throws(EditingError) -> [ComposeText] {
    guard let node = document.root["include"].map(document.resolved), !node.isNull else {
      return []
    }
    var paths: [ComposeText] = []
    for item in try items(node, "`include`") {
      let item = document.resolved(item)
      let path = item.pairs == nil ? item : document.resolved(item["path"] ?? item)
      if path.items != nil {
        paths += try texts(path, "a file")
      } else {
        paths.append(try text(path, "a file"))
      }
    }
    return paths
  }
}
