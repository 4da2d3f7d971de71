package import GitKit

/// A value of a compose document as Compose reads it: interpolated, with the place it was written at.
///
/// Scalars are texts: a number or a boolean is written the way Compose prints it, so `010` is `8` and `True` is `true`.
package struct ComposeTree: Sendable, Hashable {
  /// What the value holds.
  package indirect enum Content: Sendable, Hashable {
    case null
    case scalar(Scalar)
    case list([ComposeTree])
    case map([Entry])
  }

  /// A text, and the variables that made it.
  package struct Scalar: Sendable, Hashable {
    /// The text after interpolation.
    package let text: String
    /// The text with its variables, as far as it is one that a file has.
    package let written: String
    /// The variables it was made of, in order.
    package let uses: [VariableUse]
    /// Whether YAML reads it as a number or a boolean.
    let isTyped: Bool

    init(text: String, written: String? = nil, uses: [VariableUse], isTyped: Bool = false) {
      self.text = text
      self.written = written ?? text
      self.uses = uses
      self.isTyped = isTyped
    }
  }

  /// A key and its value.
  package struct Entry: Sendable, Hashable {
    package let key: String
    package var value: ComposeTree
  }

  /// Where a value was written.
  package struct Origin: Sendable, Hashable {
    /// The compose file, from the deployment's folder.
    package let file: TreePath
    /// The byte at which the value starts.
    package let offset: Int
  }

  /// What the tag of a value does to the same value of the files before it.
  package enum Tag: Sendable, Hashable {
    /// `!reset`: the value is removed.
    case reset
    /// `!override`: the value replaces instead of being merged.
    case override
  }

  /// What the value holds.
  package var content: Content
  /// Where it was written.
  package let origin: Origin
  /// Its tag, until the file has been merged.
  var tag: Tag?

  init(_ content: Content, at origin: Origin, tag: Tag? = nil) {
    self.content = content
    self.origin = origin
    self.tag = tag
  }

  /// A text that no file has, such as a default, at the place of what it belongs to.
  init(_ text: String, at origin: Origin) {
    self.init(.scalar(Scalar(text: text, uses: [])), at: origin)
  }
}

/// A variable in a compose file's value, and where its value came from.
package struct VariableUse: Sendable, Hashable {
  /// Where the value came from.
  package enum Source: Sendable, Hashable {
    /// The variable is set.
    case variable
    /// It is unset, or empty where the default says so, and the default stands in.
    case defaultText
    /// It is unset, and nothing stands in.
    case nothing
  }

  /// The variable's name.
  package let name: String
  /// Where the value came from.
  package let source: Source
}

extension ComposeTree {
  /// The text of a scalar.
  package var text: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.text
  }

  /// The items of a list.
  package var items: [ComposeTree]? {
    guard case .list(let items) = content else { return nil }
    return items
  }

  /// The entries of a mapping.
  package var entries: [Entry]? {
    guard case .map(let entries) = content else { return nil }
    return entries
  }

  /// Whether there is no value.
  package var isNull: Bool { content == .null }

  /// The value of a mapping's key; setting `nil` removes the entry. What is no mapping has none.
  package subscript(key: String) -> ComposeTree? {
    get { entries?.first { $0.key == key }?.value }
    set {
      guard case .map(var entries) = content else { return }
      // Without the copy below the entries would be shared while they change.
      content = .null
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
      content = .map(entries)
    }
  }

  /// Whether both say the same, wherever they were written; the order of a mapping does not count.
  func says(_ other: ComposeTree) -> Bool {
    switch (content, other.content) {
    case (.null, .null): true
    case (.scalar(let one), .scalar(let two)): one.text == two.text
    case (.list(let one), .list(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.says($1) }
    case (.map(let one), .map(let two)):
      one.count == two.count
        && one.allSatisfy { entry in other[entry.key].map(entry.value.says) ?? false }
    default: false
    }
  }

  /// The sections and their entries that another document names.
  func part(named other: ComposeTree) -> ComposeTree {
    ComposeTree(
      .map(
        (entries ?? []).compactMap { section in
          guard let named = other[section.key] else { return nil }
          guard let entries = section.value.entries, let names = named.entries else {
            return section
          }
          let keys = Set(names.map(\.key))
          let kept = ComposeTree(
            .map(entries.filter { keys.contains($0.key) }), at: section.value.origin,
            tag: section.value.tag)
          return Entry(key: section.key, value: kept)
        }), at: origin, tag: tag)
  }

  /// The document with the sections and entries of a part of it in the place of its own.
  func replacing(_ part: ComposeTree) -> ComposeTree {
    var whole = self
    for section in part.entries ?? [] {
      guard let entries = section.value.entries, var own = whole[section.key], own.entries != nil
      else {
        whole[section.key] = section.value
        continue
      }
      for entry in entries { own[entry.key] = entry.value }
      whole[section.key] = own
    }
    return whole
  }

  /// The mapping with its values changed, by key.
  func mapEntries<Failure: Error>(
    _ transform: (String, ComposeTree) throws(Failure) -> ComposeTree
  ) throws(Failure) -> ComposeTree {
    guard case .map(var entries) = content else { return self }
    for index in entries.indices {
      entries[index].value = try transform(entries[index].key, entries[index].value)
    }
    return ComposeTree(.map(entries), at: origin, tag: tag)
  }

  /// The list with its items changed.
  func mapItems<Failure: Error>(
    _ transform: (ComposeTree) throws(Failure) -> ComposeTree
  ) throws(Failure) -> ComposeTree {
    guard case .list(let items) = content else { return self }
    var changed: [ComposeTree] = []
    changed.reserveCapacity(items.count)
    for item in items { changed.append(try transform(item)) }
    return ComposeTree(.list(changed), at: origin, tag: tag)
  }
}
