extension ComposeFile {
  /// Builds a service's image instead of pulling it.
  ///
  /// A service without `build:` gets a block of it, in the place of `image:` when that is removed.
  ///
  /// - Parameters:
  ///   - context: the build context.
  ///   - dockerfile: the Dockerfile, from the context; `nil` for the usual one.
  ///   - arguments: the build arguments; values may hold variables.
  ///   - removingImage: whether `image:` goes.
  /// - Throws: ``EditingError``: `notFound` without the service, `unsupported` when an anchor shares what would change or
  ///   the service's build has other keys than these.
  package func setBuild(
    service: String, context: String, dockerfile: String? = nil,
    arguments: [(name: String, value: String)] = [], removingImage: Bool
  ) throws(EditingError) -> EditOutcome {
    let editor = ComposeEditor(self)
    let found = self.service(service)
    let isBuilt = found?.build.map {
      $0.otherKeys.isEmpty && $0.context?.value == context && $0.dockerfile?.value == dockerfile
        && $0.arguments.count == arguments.count
        && arguments.allSatisfy { one in
          found?.build?.arguments.contains { $0.name == one.name && $0.value == one.value } == true
        }
    }
    let dropsImage = removingImage && found?.image != nil
    if let build = found?.build, isBuilt == true, !dropsImage {
      return EditOutcome(already: [build.span])
    }
    let mapping = try editor.mapping(of: service)
    let build = try editor.pair("build", in: mapping, of: service)
    let imageIndex = mapping.pairs?.firstIndex { $0.key.string == "image" }
    let image = imageIndex.flatMap { mapping.pairs?[$0] }
    if dropsImage, image.map({ document.isShared($0.value) }) ?? true {
      throw EditingError(
        .unsupported,
        "`image` of service `\(service)` is shared by an anchor: it cannot be removed",
        at: found?.image?.span.lowerBound)
    }
    let entry = Self.entry(context, dockerfile, arguments, step: editor.step(in: mapping))
    var edits: [Edit] = []
    if let build {
      if isBuilt != true {
        guard found?.build?.otherKeys.isEmpty == true else {
          throw EditingError(
            .unsupported,
            "`build` of service `\(service)` has other keys than `context`, `dockerfile` and `args`",
            at: build.value.span.lowerBound)
        }
        edits.append(editor.replacing(build, with: entry, in: mapping))
      }
      if dropsImage, let imageIndex {
        guard let removal = editor.layout.removing(pairAt: imageIndex, from: mapping) else {
          throw EditingError(
            .unsupported, "`image` of service `\(service)` shares its line with something else",
            at: image?.span.lowerBound)
        }
        edits.append(removal)
      }
    } else if dropsImage, let image {
      edits.append(editor.replacing(image, with: entry, in: mapping))
    } else {
      edits.append(
        try editor.layout.inserting(entry, into: mapping, at: imageIndex.map { $0 + 1 } ?? 0))
    }
    // A merge key may bring in an image as well, which shows once the service's own is gone.
    if dropsImage, mapping.pair("<<") != nil,
      try ComposeFile(text.applying(edits)).service(service)?.image != nil
    {
      throw EditingError(
        .unsupported,
        "`image` of service `\(service)` is brought in by a merge key, too: it cannot be removed",
        at: found?.image?.span.lowerBound)
    }
    return EditOutcome(edits)
  }

  private static func entry(
    _ context: String, _ dockerfile: String?, _ arguments: [(name: String, value: String)],
    step: Int
  ) -> YAMLEntry {
    let indent = String(repeating: " ", count: step)
    let values = arguments.map { "\(YAMLText.quoted($0.name)): \(YAMLText.doubleQuoted($0.value))" }
    var keys = ["context: \(YAMLText.quoted(context))"]
    if let dockerfile { keys.append("dockerfile: \(YAMLText.quoted(dockerfile))") }
    var block = ["build:"] + keys.map { indent + $0 }
    if !values.isEmpty {
      block += ["\(indent)args:"] + values.map { indent + indent + $0 }
      keys.append("args: {\(values.joined(separator: ", "))}")
    }
    return YAMLEntry(block: block, flow: "build: {\(keys.joined(separator: ", "))}")
  }
}

extension ComposeEditor {
  /// Puts an entry in the place of a pair of a mapping.
  fileprivate func replacing(
    _ pair: YAMLPair, with entry: YAMLEntry, in mapping: YAMLNode
  ) -> Edit {
    if mapping.style == .flow { return Edit(replacing: pair.span, with: entry.flow) }
    let indent = String(repeating: " ", count: layout.column(pair.key.span.lowerBound))
    return Edit(
      replacing: pair.span, with: entry.block.joined(separator: file.text.lineEnding + indent))
  }
}
