/// What the entries of a part of a compose file are known by.
enum ComposeMergeKind {
  case root
  case services
  case service
  case build
  /// Variables by name, in a list or a mapping.
  case variables
  /// Other things of the file by name, in a list or a mapping.
  case names
  /// Services to wait for, by name, in a list or a mapping.
  case dependencies
  /// How to wait for one.
  case dependency
  /// Mounts by container path.
  case mounts
  /// Ports by container port and protocol.
  case ports
  /// Memory file systems by path.
  case temporaries
  /// Files by path.
  case files
  /// Mappings by key, lists by value.
  case keys
  /// One value: the order in a list counts.
  case whole

  /// What the value of a key is.
  func under(_ key: String) -> ComposeMergeKind {
    switch self {
    case .root: key == "services" ? .services : .keys
    case .services: .service
    case .service: Self.ofService[key] ?? .keys
    case .build: key == "args" || key == "labels" ? .variables : .keys
    case .keys: key == "test" ? .whole : .keys
    case .names, .dependency: .keys
    case .dependencies: .dependency
    case .variables, .mounts, .ports, .temporaries, .files, .whole: .whole
    }
  }

  private static let ofService: [String: ComposeMergeKind] = [
    "environment": .variables, "labels": .variables, "annotations": .variables,
    "sysctls": .variables, "build": .build, "volumes": .mounts, "ports": .ports,
    "expose": .ports, "networks": .names, "depends_on": .dependencies, "tmpfs": .temporaries,
    "env_file": .files, "command": .whole, "entrypoint": .whole,
  ]
}
