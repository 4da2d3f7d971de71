extension ComposeFile {
  /// Gives images a tag that is a variable whose default is a release: `${VARIABLE:-release}`.
  ///
  /// An image that services share by an anchor is changed at its definition.
  ///
  /// - Parameters:
  ///   - condition: whether an image is meant, by the last component of its repository, as `jibri` in
  ///     `${REPO:-ghcr.io/jitsi}/jibri:stable`.
  ///   - variable: the variable's name.
  ///   - release: its default.
  /// - Throws: ``EditingError``: `unsupported` for an image that is pinned to a digest, whose tag comes out of the
  ///   default of another variable, or in whose name braces are not in pairs.
  package func pinImages(
    where condition: (String) -> Bool, variable: String, release: String
  ) throws(EditingError) -> EditOutcome {
    let layout = YAMLLayout(document: document)
    let tag = "${\(variable):-\(release)}"
    var edits: [Int: Edit] = [:]
    var already: [Int: Range<Int>] = [:]
    for pair in try document.mergedPairs(of: document.root["services"] ?? document.root) {
      let service = try document.mergedPairs(of: pair.value)
      guard let node = service.first(where: { $0.key.string == "image" })?.value else { continue }
      let image = document.resolved(node)
      guard let value = image.string, let reference = ImageReference(value),
        let name = reference.name, condition(name)
      else { continue }
      let start = image.contentSpan.lowerBound
      guard reference.digest == nil, !reference.hasTagInDefault else {
        throw EditingError(
          .unsupported,
          "image `\(value)` of service `\(pair.key.string ?? "")` has a digest, or its tag in a variable: "
            + "its release cannot be set",
          at: start)
      }
      guard ImageReference("\(reference.repository):\(tag)")?.tag == tag else {
        throw EditingError(
          .unsupported,
          "image `\(value)` of service `\(pair.key.string ?? "")` has a brace that is not closed: "
            + "its release cannot be set",
          at: start)
      }
      if reference.tag == tag {
        already[start] = image.contentSpan
      } else if let edit = pinning(image, reference, tag: tag) {
        edits[start] = edit
      } else {
        edits[start] = layout.rewriting(
          image, as: "\(reference.repository):\(tag)", inFlow: document.isInFlow(start))
      }
    }
    return EditOutcome(
      edits.sorted { $0.key < $1.key }.map(\.value),
      already: already.sorted { $0.key < $1.key }.map(\.value))
  }

  /// Replaces the tag's bytes alone, where they stand in the source as in the value.
  private func pinning(_ node: YAMLNode, _ reference: ImageReference, tag: String) -> Edit? {
    guard case .scalar(let scalar) = node.content, scalar.style == .plain,
      text.string(in: node.contentSpan) == scalar.value,
      !document.isInFlow(node.contentSpan.lowerBound)
    else { return nil }
    let start = node.contentSpan.lowerBound
    let range = start + reference.tagRange.lowerBound..<start + reference.tagRange.upperBound
    return Edit(replacing: range, with: reference.tag == nil ? ":" + tag : tag)
  }
}
