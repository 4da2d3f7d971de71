package import GitKit

extension ManifestKey where Value == [String] {
  /// A key whose value is a list of lines of text.
  package static func texts(_ name: String, _ summary: String) -> Self {
    list(name, .list(.text), summary) { $0.text }
  }

  /// A key whose value is a list of one or more lines of text.
  package static func nonEmptyTexts(_ name: String, _ summary: String) -> Self {
    list(name, .nonEmptyList(.text), summary) { $0.text }
  }

  /// A key whose value is a list of identifiers.
  package static func identifiers(_ name: String, _ summary: String) -> Self {
    list(name, .list(.identifier), summary) { $0.text }
  }

  /// A key whose value is one line of text or a list of them.
  package static func oneOrMoreTexts(_ name: String, _ summary: String) -> Self {
    list(name, .oneOrMany(.text), summary) { $0.text }
  }
}

extension ManifestKey where Value == [TreePath] {
  /// A key whose value is a path in the upstream or generated tree, or a list of them.
  package static func oneOrMorePaths(_ name: String, _ summary: String) -> Self {
    list(name, .oneOrMany(.path), summary) { $0.path }
  }
}

extension ManifestKey where Value == [Glob] {
  /// A key whose value is a list of one or more globs.
  package static func globs(_ name: String, _ summary: String) -> Self {
    list(name, .nonEmptyList(.glob), summary) { $0.glob }
  }

  /// A key whose value is a glob or a list of them.
  package static func oneOrMoreGlobs(_ name: String, _ summary: String) -> Self {
    list(name, .oneOrMany(.glob), summary) { $0.glob }
  }
}

extension ManifestKey where Value == [ManifestEntry<String>] {
  /// A key whose value is lines of text by free names, in the order of the manifest.
  package static func textsByName(_ name: String, _ summary: String) -> Self {
    ManifestKey(name, .map(.text), summary) { value in
      value.map?.compactMap { entry in
        entry.value.text.map { ManifestEntry(name: entry.name, value: $0, place: entry.place) }
      }
    }
  }
}

extension ManifestKey where Value == ManifestValues {
  /// A key whose value is a mapping with given keys.
  package static func object(_ name: String, _ object: ManifestObject, _ summary: String) -> Self {
    ManifestKey(name, .object(object), summary) { $0.object }
  }
}

extension ManifestKey where Value == [ManifestValues] {
  /// A key whose value is a list of mappings with given keys.
  package static func objects(_ name: String, _ object: ManifestObject, _ summary: String) -> Self {
    list(name, .list(.object(object)), summary) { $0.object }
  }

  /// A key whose value is a list of one or more mappings with given keys.
  package static func oneOrMoreObjects(
    _ name: String, _ object: ManifestObject, _ summary: String
  ) -> Self {
    list(name, .nonEmptyList(.object(object)), summary) { $0.object }
  }
}

extension ManifestKey where Value == [StatedOperation] {
  static func operations(_ summary: String) -> Self {
    list("operations", .list(.operation), summary) { $0.operation }
  }
}

extension ManifestKey where Value == [StatedGuarantee] {
  static func guarantees(_ summary: String) -> Self {
    list("guarantees", .list(.guarantee), summary) { $0.guarantee }
  }
}

extension ManifestKey where Value == [StatedCondition] {
  static func conditions(_ name: String, _ item: ManifestType, _ summary: String) -> Self {
    list(name, .list(item), summary) { $0.condition }
  }
}

extension ManifestKey {
  /// A key whose value is a list, each item of which `item` gives the value of.
  private static func list<Item: Sendable>(
    _ name: String, _ type: ManifestType, _ summary: String,
    item: @escaping @Sendable (ManifestValue) -> Item?
  ) -> Self where Value == [Item] {
    ManifestKey(name, type, summary) { $0.list?.compactMap(item) }
  }
}
