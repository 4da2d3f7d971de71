extension ComposeMerger {
  /// Merges what is no collection and has parts of its own: an image's name by registry, name and tag.
  ///
  /// - Returns: whether ours now has what both sides mean.
  mutating func mergeParts(of found: Found, at place: ComposePlace) -> Bool {
    if place.parts == ["version"] { return takeVersion(found) }
    guard place.parts.count == 3, place.parts[0] == "services", place.parts[2] == "image",
      let base = found.base?.node.string, let our = found.ours.node.string,
      let their = found.theirs.node.string, !found.ours.node.contentSpan.isEmpty,
      found.ours.node.tag == nil, !found.ours.isInherited, !ours.isReferredTo(found.ours.node),
      case .scalar(let scalar) = found.ours.node.content,
      let merged = ImageReference.merge(base: base, ours: our, theirs: their)
    else { return false }
    guard merged != our else { return true }
    let text =
      switch scalar.style {
      case .singleQuoted: YAMLText.singleQuoted(merged)
      case .plain where YAMLText.isPlain(merged, inFlow: found.ours.node.style == .flow): merged
      default: YAMLText.doubleQuoted(merged)
      }
    edits.append(Edit(replacing: found.ours.node.contentSpan, with: text))
    planned.append(place)
    return true
  }

  /// Compose reads no `version:` any more, so that nobody has to decide on one: the later stays.
  private mutating func takeVersion(_ found: Found) -> Bool {
    guard let our = found.ours.node.string, let their = found.theirs.node.string,
      !found.ours.node.contentSpan.isEmpty
    else { return false }
    if our < their {
      edits.append(
        Edit(replacing: found.ours.node.contentSpan, with: YAMLText.singleQuoted(their)))
      planned.append(ComposePlace(parts: ["version"]))
    }
    return true
  }
}

extension ImageReference {
  /// Two changed names of an image made into one, by registry and folder, name, and tag with digest; `nil` where both
  /// changed the same part, and for what is no name.
  ///
  /// An image of another name is another one: nobody knows whether the other side's registry has it.
  static func merge(base: String, ours: String, theirs: String) -> String? {
    guard let base = parts(of: base), let ours = parts(of: ours), let theirs = parts(of: theirs)
    else { return nil }
    let changed = { (side: [String], part: Int) in side[part] != base[part] }
    for (one, other) in [(ours, theirs), (theirs, ours)]
    where changed(one, 0) && changed(other, 1) && (!changed(one, 1) || !changed(other, 0)) {
      return nil
    }
    var merged: [String] = []
    for (index, our) in ours.enumerated() {
      if our == theirs[index] || theirs[index] == base[index] {
        merged.append(our)
      } else if our == base[index] {
        merged.append(theirs[index])
      } else {
        return nil
      }
    }
    return merged.joined()
  }

  /// Everything up to the last slash, the name, and what is behind it.
  private static func parts(of text: String) -> [String]? {
    guard let image = ImageReference(text), let name = image.components.last else { return nil }
    let folder = image.repository.utf8.count - name.utf8.count
    let bytes = Array(text.utf8)
    return [
      String(decoding: bytes[..<folder], as: UTF8.self), name,
      String(decoding: bytes[image.repository.utf8.count...], as: UTF8.self),
    ]
  }
}
