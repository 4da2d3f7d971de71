import Editing

/// Makes the relative paths of a document absolute.
struct ComposePaths {
  let folder: ComposeFolder
  /// Where the deployment's folder stands.
  let root: String

  func resolved(_ document: ComposeTree) -> ComposeTree {
    var document = document
    document["services"] = document["services"].map { services in
      services.mapEntries { _, service in self.service(service) }
    }
    for section in ["configs", "secrets"] {
      document[section] = document[section].map { files in
        files.mapEntries { _, file in self.path(of: "file", in: file) }
      }
    }
    return document
  }

  private func service(_ service: ComposeTree) -> ComposeTree {
    var service = service
    if let build = service["build"], build.entries != nil {
      var build = build
      let context = build["context"] ?? ComposeTree(".", at: build.origin)
      build["context"] = path(context)
      service["build"] = build
    }
    service["env_file"] = service["env_file"].map { files in
      files.mapItems { path(of: "path", in: $0) }
    }
    service["volumes"] = service["volumes"].map { mounts in
      mounts.mapItems { $0["type"]?.text == "bind" ? path(of: "source", in: $0) : $0 }
    }
    return service
  }

  private func path(of key: String, in tree: ComposeTree) -> ComposeTree {
    guard let value = tree[key] else { return tree }
    var tree = tree
    tree[key] = path(value)
    return tree
  }

  /// A remote build context, a path of a person's home and an absolute path stay.
  private func path(_ tree: ComposeTree) -> ComposeTree {
    guard case .scalar(let scalar) = tree.content, !scalar.text.isEmpty else { return tree }
    let text = scalar.text
    guard ComposePath.isLocal(text) else { return tree }
    var parts = (root + "/" + folder.path).split(separator: "/")
    for part in text.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return ComposeTree(
      .scalar(
        ComposeTree.Scalar(text: "/" + parts.joined(separator: "/"), uses: scalar.uses)),
      at: tree.origin, tag: tree.tag)
  }
}
