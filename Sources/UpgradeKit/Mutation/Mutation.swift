import GitKit

/// An upstream change that nobody made: a release's files with it, and what has another name for it.
struct Mutation: Sendable {
  /// Its kind's name: `service-renamed`.
  let kind: String
  /// What it changes, as a clause: `service jvb is named jvb-next`.
  let what: String
  /// The files with it.
  let files: FileTree
  /// What has another name.
  var names = MutationNames()

  /// The files as images are made of them: where upstream keeps those of a base image changes nothing in it.
  var images: FileTree {
    names.bases.reduce(files) { $0.moving(below: $1.value, to: $1.key) }
  }
}

/// What a mutation gives another name: what meant the old one has to mean the new one.
struct MutationNames: Sendable, Hashable {
  /// Services, by their former names.
  var services: [String: String] = [:]
  /// Variables, by their former names.
  var variables: [String: String] = [:]
  /// Paths in containers, by the former ones; those below them go with them.
  var targets: [String: String] = [:]
  /// Folders of images, and files, by their former paths.
  var paths: [String: String] = [:]
  /// Folders of base images, by their former paths.
  var bases: [String: String] = [:]
  /// Parts of settings' paths, by their former names.
  var blocks: [String: String] = [:]
  /// Steps of Dockerfiles, by their former texts.
  var steps: [String: String] = [:]
  /// Services of init systems, by the former names.
  var scripts: [String: String] = [:]

  /// The path that something has now.
  func path(_ path: String) -> String { Self.renamed(path, paths) }

  /// The path in a container that something has now.
  func target(_ path: String) -> String { Self.renamed(path, targets) }

  private static func renamed(_ path: String, _ names: [String: String]) -> String {
    for (old, new) in names {
      if path == old { return new }
      if path.hasPrefix(old + "/") { return new + path.dropFirst(old.count) }
    }
    return path
  }
}

/// Random numbers of a seed: the same on every machine.
struct MutationRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 up to another one.
  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &self) }
}
