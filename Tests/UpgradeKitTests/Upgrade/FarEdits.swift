import GitKit
import UpgradeKit

/// Edits of a deployment in places that are alike in some releases, with what is to come of them in each.
struct FarEdits {
  private var lines: [String: [LineEdit]] = [:]
  private var executable: Set<String> = []
  private var dropped: Set<String> = []
  private let own: [String: String]

  /// A script that upstream moved between the last two releases.
  private static let moved = (
    old: "confomeet/jibri/rootfs/etc/cont-init.d/10-config",
    new: "confomeet/jibri/rootfs/etc/s6-overlay/scripts/config"
  )

  /// Makes up edits.
  ///
  /// - Parameter releases: the releases; the edits are made at the first.
  init(_ releases: [String], _ random: inout Randomness) throws {
    own = [
      "confomeet/own-\(random.number(0..<9)).yml": "services: {}\n",
      "confomeet/jibri/rootfs/usr/bin/own": "#!/bin/sh\n",
    ]
    let trees = try releases.map { try GeneratedSite.of($0).tree }
    let names = Set(trees.flatMap { $0.paths.map(\.text) }).subtracting([Self.moved.new]).sorted()
    for name in names {
      let versions = try trees.compactMap { tree in
        try tree[try TreePath(name)]
          ?? (name == Self.moved.old ? tree[TreePath(Self.moved.new)] : nil)
      }
      guard versions.count == trees.count else { continue }
      // What everybody's edits are in, and some other files.
      let isUsual = ["docker-compose.yml", "jibri.yml", "env.example", "10-config"].contains {
        name.hasSuffix("/" + $0)
      }
      guard isUsual || random.number(0..<4) == 0 else { continue }
      switch random.number(0..<(isUsual ? 6 : 8)) {
      case 7: dropped.insert(name)
      case 6 where versions.allSatisfy { $0.mode == .regular }: executable.insert(name)
      default:
        lines[name] = LineEdit.random(
          name, versions.map { String(decoding: $0.content, as: UTF8.self).lines },
          count: random.number(1..<4), name: "\(random.number(0..<1000))x", &random)
      }
    }
  }

  /// How many edits there are.
  var count: Int { lines.values.reduce(0) { $0 + $1.count } + executable.count + dropped.count }

  /// The files of a release with the edits made.
  func made(_ release: String) throws -> FileTree {
    var tree = try GeneratedSite.of(release).tree
    func place(_ name: String) throws -> TreePath {
      let path = try TreePath(name)
      return try tree[path] == nil ? TreePath(Self.moved.new) : path
    }
    for (name, edits) in lines {
      guard tree.make(edits, in: try place(name)) else {
        throw Site.Unexpected(what: "\(name) has no place for an edit at \(release)")
      }
    }
    for name in executable { tree[try place(name)]?.mode = .executable }
    for name in dropped { tree[try place(name)] = nil }
    for (name, text) in own { tree[try TreePath(name)] = .text(text) }
    return tree
  }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
