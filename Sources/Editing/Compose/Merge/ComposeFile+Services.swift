extension ComposeFile {
  /// Gives services other names wherever the file has or names them: as a service, and where others wait for it, are
  /// linked with it, extend it, or share something with it.
  ///
  /// - Parameters:
  ///   - names: the new names by the old ones.
  ///   - files: how the file names those whose services it may extend.
  /// - Throws: ``EditingError``: `ambiguous` when it has a service of both names, `unsupported` when a name is shared by an
  ///   anchor.
  package func renamingServices(
    _ names: [String: String], extending files: Set<String>
  ) throws(EditingError) -> [Edit] {
    let side = try ComposeSide(document)
    let services = side.services?.own ?? []
    let known = Set(services.map(\.identity))
    var edits: [Edit] = []
    for service in services {
      if let new = names[service.identity] {
        guard !known.contains(new) else {
          throw EditingError(
            .ambiguous, "it has service `\(new)`, too", at: service.span.lowerBound)
        }
        edits.append(try Self.edit(side.renaming(service, to: new), service.key ?? service.node))
      }
      guard !service.tree.isAlias else { continue }
      for reference in ServiceReference.all(in: service, extending: files) {
        guard let new = names[reference.name] else { continue }
        let edit = side.isReferredTo(reference.node) ? nil : reference.renamed(to: new, in: side)
        edits.append(try Self.edit(edit, reference.node))
      }
    }
    return edits
  }

  private static func edit(_ edit: Edit?, _ node: YAMLNode) throws(EditingError) -> Edit {
    guard let edit else {
      throw EditingError(.unsupported, "an anchor shares the name", at: node.span.lowerBound)
    }
    return edit
  }

  /// The services that the file has or names.
  ///
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package func namedServices(extending files: Set<String>) throws(EditingError) -> Set<String> {
    let services = try ComposeSide(document).services?.own ?? []
    return Set(
      services.flatMap { service in
        [service.identity]
          + ServiceReference.all(in: service, extending: files).map(\.name)
      })
  }

  /// Whether a service of the file runs by what the file itself says of it.
  ///
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package func hasWholeService(_ name: String) throws(EditingError) -> Bool {
    guard let service = try ComposeSide(document).services?.byIdentity[name] else { return false }
    return ["image", "build", "extends"].contains { service.tree[$0] != nil }
  }
}
