/// What Compose refuses in a project as a whole.
struct ComposeConsistency {
  let services: [ModelService]
  let disabled: Set<String>
  let document: ComposeTree

  func check() throws(ComposeProblem) {
    let names = Set(services.map(\.name))
    for service in services {
      let tree = service.tree
      guard service.image != nil || service.build != nil else {
        throw ComposeProblem("service `\(service.name)` has neither `image` nor `build`", at: tree)
      }
      if let image = tree["image"], image.text == "" {
        throw ComposeProblem("the image of service `\(service.name)` is empty", at: image)
      }
      guard tree["network_mode"] == nil || tree["networks"]?.isNull != false else {
        throw ComposeProblem(
          "service `\(service.name)` has both `network_mode` and `networks`", at: tree)
      }
      try check(tree["networks"], of: service, in: "networks", what: "network")
      for dependency in tree["depends_on"]?.entries ?? [] {
        guard !names.contains(dependency.key) else { continue }
        let isOptional = dependency.value["required"]?.text == "false"
        guard disabled.contains(dependency.key), isOptional else {
          throw ComposeProblem(
            "service `\(service.name)` depends on `\(dependency.key)`, which does not run",
            at: dependency.value)
        }
      }
      for mount in service.mounts {
        guard case .volume(let name) = mount.source else { continue }
        guard document["volumes"]?[name] != nil else {
          throw ComposeProblem(
            .refused, "service `\(service.name)` mounts the undeclared volume `\(name)`",
            file: mount.origin.file, offset: mount.origin.offset)
        }
      }
    }
  }

  private func check(
    _ uses: ComposeTree?, of service: ModelService, in section: String, what: String
  ) throws(ComposeProblem) {
    for use in uses?.entries ?? [] where document[section]?[use.key] == nil {
      throw ComposeProblem(
        "service `\(service.name)` uses the undeclared \(what) `\(use.key)`", at: use.value)
    }
  }
}
