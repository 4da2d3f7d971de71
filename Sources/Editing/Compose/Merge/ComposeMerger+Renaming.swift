/// How an entry of ours that theirs calls otherwise gets its new name.
extension ComposeMerger {
  /// Writes their name for an entry whose value they did not change, whatever ours made of it.
  ///
  /// A name that people gave it stays.
  mutating func rename(_ found: Found, in sides: Sides, at place: ComposePlace) throws(EditingError)
  {
    planned.append(place)
    guard !found.ours.isInherited, !ours.isReferredTo(found.ours.node) else {
      throw EditingError(
        .unsupported, "`\(found.ours.name)` is shared by an anchor",
        at: found.ours.span.lowerBound)
    }
    guard let edit = ours.renaming(found.ours, to: found.theirs.name) else {
      throw EditingError(
        .unsupported, "`\(found.ours.name)` cannot be renamed", at: found.ours.span.lowerBound)
    }
    edits.append(edit)
  }

  /// Brings a container port's new number into the other mappings that ours has of it.
  ///
  /// - Throws: ``EditingError`` of kind `unsupported` when theirs changed something else about it that ours did, too.
  mutating func renameOthers(
    of found: Found, in sides: Sides, at place: ComposePlace
  ) throws(EditingError) {
    guard sides.ours.kind.isPorts, found.isRenamedByTheirs, let base = found.base else { return }
    let known = sides.base?.byIdentity ?? [:]
    for other in sides.ours.own
    where other.isRepeated && other.identity.hasPrefix(base.identity + " (")
      && known[other.identity] == nil
    {
      guard
        let edits = parts(
          of: Found(base: base, ours: other, theirs: found.theirs), in: sides)
      else {
        throw EditingError(
          .unsupported, "`\(shown(place))` is published more than once",
          at: other.span.lowerBound)
      }
      self.edits += edits
      planned.append(ComposePlace(parts: place.parts.dropLast() + [other.identity]))
    }
  }

  /// Writes the names that services and networks have now where ours names them still as before; only when nothing else
  /// changes, so that no place is changed twice.
  mutating func renameReferences() throws(EditingError) {
    let services = renamedServices
    let known = Set(
      ((base.services?.entries ?? []) + (theirs.services?.entries ?? [])).map(\.identity))
    var found: [Edit] = []
    for service in ours.services?.own ?? [] where !service.tree.isAlias {
      if !services.isEmpty {
        for reference in ServiceReference.all(in: service) {
          // What upstream's services name otherwise would no longer be what theirs says.
          guard reference.key == "depends_on" || !known.contains(service.identity) else { continue }
          guard let name = services[reference.name], name != reference.name,
            ![service.name, service.identity].contains(where: {
              names.formerReferences.contains(reference.place(in: $0))
            }),
            !ours.isReferredTo(reference.node), let edit = reference.renamed(to: name, in: ours)
          else { continue }
          found.append(edit)
          planned.append(
            ComposeRenames.services.under(service.identity).under(reference.key))
        }
      }
      found += networkEdits(of: service)
    }
    guard !found.isEmpty || !services.isEmpty else { return }
    if edits.isEmpty { edits = found } else { isUnfinished = true }
  }

  /// The services that ours has under another name than the base, now or once this is written, by the base's names.
  private var renamedServices: [String: String] {
    let services = ours.services?.own ?? []
    var wanted: [String: String] = [:]
    for service in services where service.otherName != nil {
      wanted[service.identity] = service.name
    }
    for service in theirs.services?.entries ?? [] where service.otherName != nil {
      // Renamed by theirs, and still ours.
      let our = services.first { $0.identity == service.identity }
      guard let our, our.otherName == nil || our.name == service.name else { continue }
      wanted[service.identity] = service.name
    }
    // What came from theirs names it as theirs does.
    for service in theirs.services?.entries ?? [] where service.otherName != nil {
      wanted[service.name] = wanted[service.identity]
    }
    return wanted
  }

  /// The edits that put a service of people's own on the network that theirs has in the place of the base's.
  private func networkEdits(of service: ComposeTree.Entry) -> [Edit] {
    let place = ComposeRenames.services.under(service.identity).under("networks")
    guard base.services?.byIdentity[service.identity] == nil,
      let networks = service.tree["networks"]
    else { return [] }
    return networks.own.compactMap { entry in
      guard let name = names.upstream[entry.identity, in: place].first, entry.name != name,
        networks.byIdentity[name] == nil
      else { return nil }
      return ours.renaming(entry, to: name)
    }
  }
}

extension ComposeMerger.Found {
  /// Whether theirs has another name for it than the base.
  var isRenamedByTheirs: Bool { base.map { theirs.name != $0.name } ?? false }

  /// Whether theirs has another name for it than the base, and ours has the base's still.
  var isRenamed: Bool { isRenamedByTheirs && ours.name == base?.name }
}

extension ComposeSide {
  /// Gives an entry another name: its key, or what its item says before an equals sign.
  ///
  /// - Returns: `nil` when the name does not stand there as it is.
  func renaming(_ entry: ComposeTree.Entry, to name: String) -> Edit? {
    if let key = entry.key {
      return Edit(replacing: key.contentSpan, with: YAMLText.quoted(name))
    }
    guard let value = entry.node.string else { return nil }
    let (old, span) = (Array(entry.name.utf8), entry.node.contentSpan)
    let quote: Set<UInt8> = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
    let start = span.lowerBound + (text.bytes[span].first.map(quote.contains) == true ? 1 : 0)
    guard value.utf8.starts(with: old), text.bytes[start...].starts(with: old),
      name.utf8.allSatisfy({ ASCII.isNamePart($0) || $0 == ASCII.minus })
    else { return nil }
    return Edit(replacing: start..<start + old.count, with: name)
  }
}
