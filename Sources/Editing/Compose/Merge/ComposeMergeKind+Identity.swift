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
      return target.map { String(ComposeMount.trimmed($0)) }
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
      return "\(Self.evaluated(target))/\(item["protocol"]?.string ?? "tcp")"
    }
    guard let text = item.string else { return nil }
    let port = Self.evaluated(Interpolation.fields(of: text, between: ASCII.colon)?.last ?? text)
    return port.contains("/") ? port : port + "/tcp"
  }

  /// A port; a variable with a default is known by that.
  static func evaluated(_ port: String) -> String {
    let evaluated = (try? Interpolation.evaluate(port, [:])) ?? port
    return evaluated.isEmpty || evaluated.hasPrefix("/") ? port : evaluated
  }
}
