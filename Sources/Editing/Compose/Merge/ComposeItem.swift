/// An item of a list in a service.
package enum ComposeItem {
  /// What Compose knows it by: a port as `80/tcp`, anything else by its text; `nil` for what has neither.
  ///
  /// - Parameter key: the list's key.
  package static func name(of item: YAMLNode, in key: String) -> String? {
    key == "ports" ? ComposeMergeKind.ports.identity(of: item) : item.string
  }
}
