extension ComposeMergeKind {
  /// What an item of a list is known by; `nil` for its value.
  func identity(of item: YAMLNode) -> String? {
    switch self {
    case .variables:
      return item.string.map { String($0.prefix { $0 != "=" }) }
    case .names, .dependencies:
      return item.string ?? item["source"]?.string
    case .mounts:
      let target =
        item["target"]?.string
        ?? item.string.flatMap { ComposeMount(short: $0, span: item.span)?.target }
      return target.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    case .ports:
      return port(of: item)
    case .temporaries:
      return item.string.map { String($0.prefix { $0 != ":" }) }
    case .files:
      return item.string ?? item["path"]?.string
    default:
      return nil
    }
  }

  private func port(of item: YAMLNode) -> String? {
    if let target = item["target"]?.string {
      let evaluated = (try? Interpolation.evaluate(target, [:])) ?? target
      let port = evaluated.isEmpty ? target : evaluated
      return "\(port)/\(item["protocol"]?.string ?? "tcp")"
    }
    guard let text = item.string else { return nil }
    let bytes = Array(text.utf8)
    let colons = Interpolation.offsets(of: ASCII.colon, outsideVariablesIn: bytes) ?? []
    let last = String(decoding: bytes[(colons.last.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    // A variable with a default is known by that.
    let evaluated = (try? Interpolation.evaluate(last, [:])) ?? last
    let port = evaluated.isEmpty || evaluated.hasPrefix("/") ? last : evaluated
    return port.contains("/") ? port : port + "/tcp"
  }
}
