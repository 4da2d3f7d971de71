/// How a person names a file of the deployment.
enum PathName {
  /// The paths in the deployment that a name may stand for: it is one, or a path on this machine.
  static func inDeployment(_ name: String, _ deployment: String) -> [String] {
    let (name, folder) = (trimmed(name), trimmed(deployment) + "/")
    return [String(name)] + (name.hasPrefix(folder) ? [String(name.dropFirst(folder.count))] : [])
  }

  private static func trimmed(_ path: String) -> Substring {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return path
  }
}
