extension ComposeMergeKind {
  /// Whether a list is one value.
  var isWhole: Bool {
    if case .whole = self { return true }
    return false
  }

  /// What an item says beside its identity, so that a list and a mapping compare, and a short form and a long one.
  func meaning(of item: YAMLValue) -> YAMLValue {
    guard case .string(let text) = item else { return withoutDefaults(item) }
    switch self {
    case .mounts: return longForm(ofMount: text) ?? item
    case .ports: return longForm(ofPort: text) ?? item
    case .files: return .mapping([YAMLValue.Entry("path", item)])
    case .variables:
      guard let sign = text.utf8.firstIndex(of: ASCII.equals) else { return .null }
      return .string(String(text[text.utf8.index(after: sign)...]))
    case .names, .dependencies: return .null
    default: return item
    }
  }

  /// Whether a mapping says no more than a name in a list.
  ///
  /// By the Compose specification a name in `depends_on` waits for that service to be started, not restarted with it,
  /// and required.
  func isDefault(_ value: YAMLValue) -> Bool {
    guard case .dependency = self, case .mapping(let entries) = value,
      value["condition"] == .string("service_started")
    else { return false }
    return entries.allSatisfy { entry in
      switch (entry.key, entry.value) {
      case ("condition", _), ("restart", .string("false")), ("required", .string("true")): true
      default: false
      }
    }
  }
}
