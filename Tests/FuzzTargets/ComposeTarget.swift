import Editing

/// Compose files: what is read of them, and the edits of patches.
enum ComposeTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let file: ComposeFile
    do throws(EditingError) {
      file = try ComposeFile(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    let environment = ["A": "a", "B": ""]
    var paths: [ComposePath] = []
    do throws(EditingError) {
      paths = try file.localPaths(environment)
    } catch {
      try FuzzEdit.check(error, in: text)
    }
    for path in paths {
      try require(path.span.upperBound <= bytes.count, "a path is outside of the text")
    }
    for service in file.services {
      _ = try? service.resolvedImage(environment)
      if let image = service.image.flatMap({ ImageReference($0.value) }) {
        _ = (image.registry, image.name, image.components)
      }
    }
    guard !file.services.isEmpty else { return }
    let service = file.services[bytes.count % file.services.count]
    for path in ["networks", "services.\(service.name).environment", "x"] {
      let lines = try? ComposeParts(text).lines(of: path)
      try require(
        (lines?.upperBound ?? 0) <= text.lineStarts.count, "`\(path)` is outside of the text")
    }
    for edit in edits(of: service, in: file) {
      let result = try FuzzEdit.apply(to: text, edit.name) { (text) throws(EditingError) in
        try edit.make(ComposeFile(text))
      }
      guard let result, let scope = edit.scope else { continue }
      try checkScope(scope, edit.name, from: text, to: result)
    }
    try checkRemoval(from: service, in: file)
  }

  private struct ComposeEdit {
    let name: String
    /// The part of the file that may change; `nil` for anything.
    let scope: String?
    let make: (ComposeFile) throws(EditingError) -> EditOutcome
  }

  private static func edits(of service: ComposeService, in file: ComposeFile) -> [ComposeEdit] {
    let name = service.name
    let isPlain = name.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    func scope(_ key: String) -> String? { isPlain ? "services.\(name).\(key)" : nil }
    let target = service.mounts.first?.target ?? "/new"
    let variable = service.environment.first?.name ?? "NEW"
    let network = service.networks.first?.name ?? file.declaredNetworks.first?.value ?? "default"
    return [
      ComposeEdit(name: "addEnvironment", scope: scope("environment")) {
        (file) throws(EditingError) in
        try file.addEnvironment(service: name, names: ["NEW", "A_B", variable])
      },
      ComposeEdit(name: "setEnvironment", scope: scope("environment")) {
        (file) throws(EditingError) in
        try file.setEnvironment(service: name, name: variable, value: "${NEW:-a b}")
      },
      ComposeEdit(name: "setVolume", scope: scope("volumes")) { (file) throws(EditingError) in
        try file.setVolume(
          service: name, target: target, source: "./new", options: ["ro"], adding: true)
      },
      ComposeEdit(name: "setVolume without options", scope: scope("volumes")) {
        (file) throws(EditingError) in
        try file.setVolume(service: name, target: target, source: "./new")
      },
      ComposeEdit(name: "setBuild", scope: scope("")) { (file) throws(EditingError) in
        try file.setBuild(
          service: name, context: "./new", dockerfile: "Dockerfile.new",
          arguments: [("A", "${B:-c}")], removingImage: true)
      },
      ComposeEdit(name: "set a key", scope: scope("healthcheck")) { (file) throws(EditingError) in
        try file.set(
          ComposeSetting(
            ["services", name, "healthcheck"], to: snippet("{test: [CMD, a], retries: 3}")))
      },
      ComposeEdit(name: "set a variable", scope: scope("environment")) {
        (file) throws(EditingError) in
        try file.set(
          ComposeSetting(
            ["services", name, "environment", variable], to: YAMLSnippet("a b"), comment: ["c"]))
      },
      ComposeEdit(name: "set a mount", scope: scope("volumes")) { (file) throws(EditingError) in
        try file.set(
          ComposeSetting(
            ["services", name, "volumes", "/fuzzed"], to: YAMLSnippet("./a:/fuzzed:ro")))
      },
      ComposeEdit(name: "set at the top", scope: "volumes") { (file) throws(EditingError) in
        try file.set(ComposeSetting(["volumes", "fuzzed"], to: snippet("{external: true}")))
      },
      ComposeEdit(name: "renameNetwork", scope: nil) { (file) throws(EditingError) in
        try file.renameNetwork(from: network, to: "renamed")
      },
      ComposeEdit(name: "pinImages", scope: nil) { (file) throws(EditingError) in
        try file.pinImages(where: { _ in true }, variable: "PIN", release: "stable-1")
      },
    ]
  }

  private static func snippet(_ text: String) throws(EditingError) -> YAMLSnippet {
    let document = try YAMLDocument(SourceText(text))
    return try YAMLSnippet(document.root, in: document)
  }

  private static func checkScope(
    _ scope: String, _ edit: String, from text: SourceText, to result: SourceText
  ) throws(FuzzFailure) {
    let differences: [NodeDifference]
    do throws(EditingError) {
      differences = try ComposeFile.differences(from: text, to: result)
    } catch {
      return
    }
    for difference in differences {
      try require(
        difference.path.hasPrefix(scope) || scope.hasPrefix(difference.path),
        "\(edit) has \(difference.path) \(difference.kind):\n\(result.string)")
    }
  }

  /// What is removed is gone, and nothing else is.
  private static func checkRemoval(
    from service: ComposeService, in file: ComposeFile
  ) throws(FuzzFailure) {
    guard let pairs = file.document.root["services"]?[service.name]?.pairs, !pairs.isEmpty,
      let key = pairs[file.text.bytes.count % pairs.count].key.string
    else { return }
    let path = ["services", service.name, key]
    do throws(EditingError) {
      let result = file.text.applying(try file.remove(path).edits)
      if try ComposeFile(result).has(path) {
        throw EditingError(.unsupported, "it is still there")
      }
    } catch {
      try require(error.message != "it is still there", "\(path) is there after its removal")
      try FuzzEdit.check(error, in: file.text)
    }
  }
}
