extension ComposeFile {
  /// Whether something stands at a path, be it brought in by an anchor.
  package func has(_ path: [String]) throws(EditingError) -> Bool {
    var tree = try ComposeSide(document).tree
    for name in path {
      guard let entry = tree.entry(name) else { return false }
      tree = entry.tree
    }
    return true
  }

  /// Removes a key with its value, or an item of a list, with the comments that belong to it.
  ///
  /// A variable, label, mount, port and the like in a list is known by what Compose knows it by, anything else by its
  /// text. What has nothing left then goes as well, since Compose refuses many a key without a value.
  ///
  /// - Parameter path: the names on the way from the top of the file.
  /// - Throws: ``EditingError``: `notFound` when there is no such thing, `ambiguous` when a list has it twice,
  ///   `unsupported` when an anchor shares it or the file would be left without a service.
  package func remove(_ path: [String]) throws(EditingError) -> EditOutcome {
    let side = try ComposeSide(document)
    let steps = try side.steps(to: path)
    // What has nothing else goes as a whole, but for services: one with nothing in it is no service any more.
    var depth = steps.count - 1
    while depth > 0, steps[depth].collection.written.count == 1 {
      guard path[0] != "services" || depth > 2 else {
        let place = ComposePlace(parts: Array(path[..<depth]))
        throw EditingError(
          .unsupported, "`\(place.text)` would have nothing left",
          at: steps[depth].entry.span.lowerBound)
      }
      depth -= 1
    }
    let step = steps[depth]
    let edits: [Edit]
    if step.collection.isFlow {
      edits = side.cutting([step.entry.identity], from: step.collection)
    } else if let edit = side.removing(step.entry) {
      edits = [edit]
    } else {
      throw ComposeMerger.sharesLine(step.entry)
    }
    let written = try? ComposeSide(text.applying(edits))
    guard
      written?.tree.value == side.tree.value(without: steps[...depth].map(\.entry.identity)[...])
    else {
      throw EditingError(
        .unsupported,
        "`\(ComposePlace(parts: path).text)` cannot be removed without another change",
        at: step.entry.span.lowerBound)
    }
    return EditOutcome(edits: edits, changed: [steps[steps.count - 1].entry.span])
  }
}

extension ComposeSide {
  /// A collection on the way to a place, and the entry that the way goes on with.
  fileprivate struct Step {
    let collection: ComposeTree
    let entry: ComposeTree.Entry
  }

  /// The way to a place, none of which is shared with another.
  fileprivate func steps(to path: [String]) throws(EditingError) -> [Step] {
    var steps: [Step] = []
    var collection = tree
    for (depth, name) in path.enumerated() {
      let end = steps.last?.entry.span.lowerBound ?? 0
      guard let entry = collection.entry(name) else {
        let place = depth == 0 ? "the file" : "`\(ComposePlace(parts: Array(path[..<depth])).text)`"
        throw EditingError(.notFound, "\(place) has no `\(name)`", at: end)
      }
      let text = ComposePlace(parts: Array(path[...depth])).text
      guard !collection.isList || collection.byIdentity["\(entry.identity) (2)"] == nil else {
        throw EditingError(
          .ambiguous, "`\(text)` is there more than once", at: entry.span.lowerBound)
      }
      guard !collection.isAlias, !collection.isShared, !entry.isInherited, !isReferredTo(entry.node)
      else {
        throw EditingError(
          .unsupported, "`\(text)` is shared by an anchor", at: entry.span.lowerBound)
      }
      steps.append(Step(collection: collection, entry: entry))
      collection = entry.tree
    }
    return steps
  }
}

extension ComposeTree {
  /// What it says without one of the entries in it.
  fileprivate func value(without path: ArraySlice<String>) -> YAMLValue {
    guard let entries, let name = path.first else { return value }
    return .mapping(
      entries.compactMap { entry in
        guard entry.identity == name else {
          return YAMLValue.Entry(entry.identity, entry.tree.value)
        }
        guard path.count > 1 else { return nil }
        return YAMLValue.Entry(name, entry.tree.value(without: path.dropFirst()))
      })
  }
}
