/// The long forms of what Compose also reads in a short one.
enum ComposeForm {
  /// The document with every short form written long, as compose-go does after each file.
  static func canonical(_ document: ComposeTree) throws(ComposeProblem) -> ComposeTree {
    var document = document
    guard let services = document["services"], !services.isNull else { return document }
    guard services.entries != nil else {
      throw ComposeProblem("`services` is a mapping", at: services)
    }
    document["services"] = try services.mapEntries {
      (name, service) throws(ComposeProblem) in
      guard service.entries != nil else {
        throw ComposeProblem("service `\(name)` is a mapping", at: service)
      }
      return try service.mapEntries { (key, value) throws(ComposeProblem) in
        try self.value(value, of: key)
      }
    }
    return document
  }

  private static func value(
    _ value: ComposeTree, of key: String
  ) throws(ComposeProblem) -> ComposeTree {
    guard !value.isNull else { return value }
    switch key {
    case "build": return build(value)
    case "depends_on":
      let long = dependencies(value)
      guard long.entries != nil else {
        throw ComposeProblem("`depends_on` is a list or a mapping", at: value)
      }
      return long.mapEntries { _, dependency in
        var dependency = dependency
        if dependency["condition"] == nil {
          dependency["condition"] = ComposeTree("service_started", at: dependency.origin)
        }
        if dependency["required"] == nil {
          dependency["required"] = ComposeTree("true", at: dependency.origin)
        }
        return dependency
      }
    case "networks": return names(value)
    case "env_file": return files(value)
    case "dns", "label_file":
      return value.text == nil ? value : ComposeTree(.list([value]), at: value.origin)
    case "ports": return try ports(value)
    case "volumes":
      return try value.mapItems { (item) throws(ComposeProblem) in
        guard let text = item.text else { return item }
        guard let mount = mount(text, at: item.origin) else {
          throw ComposeProblem("a mount is `source:target` or `source:target:options`", at: item)
        }
        return mount
      }
    default: return value
    }
  }

  /// `build: DIR` as a mapping.
  static func build(_ tree: ComposeTree) -> ComposeTree {
    guard tree.text != nil else { return tree }
    return ComposeTree(.map([ComposeTree.Entry(key: "context", value: tree)]), at: tree.origin)
  }

  /// A list of names as a mapping without values.
  static func names(_ tree: ComposeTree) -> ComposeTree {
    guard let items = tree.items else { return tree }
    return ComposeTree(
      .map(
        items.map {
          ComposeTree.Entry(key: $0.text ?? "", value: ComposeTree(.null, at: $0.origin))
        }), at: tree.origin)
  }

  /// A list of services as a mapping with conditions.
  static func dependencies(_ tree: ComposeTree) -> ComposeTree {
    guard let items = tree.items else { return tree }
    return ComposeTree(
      .map(
        items.map { item in
          ComposeTree.Entry(
            key: item.text ?? "",
            value: map(
              [("condition", "service_started"), ("required", "true")], at: item.origin))
        }), at: tree.origin)
  }

  /// `env_file:` as a list of mappings with `path` and `required`.
  private static func files(_ tree: ComposeTree) -> ComposeTree {
    let items = tree.items ?? [tree]
    return ComposeTree(
      .list(
        items.map { item in
          var file = item
          if item.text != nil {
            file = ComposeTree(
              .map([ComposeTree.Entry(key: "path", value: item)]), at: item.origin)
          }
          if file["required"] == nil {
            file["required"] = ComposeTree("true", at: item.origin)
          }
          return file
        }), at: tree.origin)
  }

  /// A mapping of texts; those without one are left out.
  static func map(
    _ texts: [(String, String?)], at origin: ComposeTree.Origin
  ) -> ComposeTree {
    ComposeTree(
      .map(
        texts.compactMap { key, text in
          text.map { ComposeTree.Entry(key: key, value: ComposeTree($0, at: origin)) }
        }), at: origin)
  }
}
