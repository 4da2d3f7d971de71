import GitKit

/// Finds which files have other paths in the next state of upstream.
///
/// Within one top-level folder, that of an image, and between two when nothing but the path has changed; one file for
/// each. What little files have in common, an empty one or a service's type, is no evidence.
struct FileRenames {
  /// New paths by old ones.
  private(set) var paths: [TreePath: TreePath] = [:]

  /// How much of a file must be the same, of 1, for it to be known by its content.
  private static let likeness = 0.6
  /// The least bytes of a file that is known by a part of them.
  private static let least = 40

  /// Compares two states next to one another.
  init(from one: FileTree, to other: FileTree) {
    var gone = one.paths.filter { other[$0] == nil }
    var come = other.paths.filter { one[$0] == nil }
    guard !gone.isEmpty, !come.isEmpty else { return }
    // The scripts of an image's services first: they were rewritten when they moved, and are alike across images.
    let scripts = Dictionary(
      uniqueKeysWithValues: gone.compactMap { old in S6Script(former: old)?.path.map { (old, $0) } }
    )
    take(&gone, &come) { old, new in scripts[old] == new.text }
    take(&gone, &come) { old, new in
      one[old]?.content == other[new]?.content && one.hasAlone(old) && other.hasAlone(new)
    }
    take(&gone, &come) { old, new in
      old.name == new.name && Self.isAlike(one[old], other[new])
    }
    take(&gone, &come, isWithinFolder: false) { old, new in
      one[old]?.content == other[new]?.content && one.hasAlone(old) && other.hasAlone(new)
        && Self.least <= one[old]?.content.count ?? 0
    }
  }

  /// The new paths after two steps, one after the other, by the old ones.
  static func chained(
    _ paths: [TreePath: TreePath], _ next: [TreePath: TreePath]
  ) -> [TreePath: TreePath] {
    let come = Set(paths.values)
    var result = paths.mapValues { next[$0] ?? $0 }
    for (old, new) in next where !come.contains(old) && paths[old] == nil { result[old] = new }
    return result
  }

  private mutating func take(
    _ gone: inout [TreePath], _ come: inout [TreePath], isWithinFolder: Bool = true,
    where fits: (TreePath, TreePath) -> Bool
  ) {
    var pairs: [(TreePath, TreePath)] = []
    for old in gone {
      let folder = old.topFolder
      let news = come.filter {
        (!isWithinFolder || $0.topFolder == folder) && fits(old, $0)
      }
      guard news.count == 1 else { continue }
      pairs.append((old, news[0]))
    }
    let targets = Dictionary(grouping: pairs, by: \.1)
    for (old, new) in pairs where targets[new]?.count == 1 { paths[old] = new }
    let taken = Set(paths.values)
    gone.removeAll { paths[$0] != nil }
    come.removeAll(where: taken.contains)
  }

  private static func isAlike(_ one: FileTree.File?, _ other: FileTree.File?) -> Bool {
    guard let one, let other, one.mode.isFile, other.mode.isFile, one.content.count >= least else {
      return false
    }
    let (old, new) = (Fingerprint(one.content), Fingerprint(other.content))
    return old.likeness(to: new).ratio(old, new) >= likeness
  }
}

extension FileTree {
  /// Whether a file has something in it, and no other has the same.
  fileprivate func hasAlone(_ path: TreePath) -> Bool {
    guard let file = self[path], file.mode.isFile, !file.content.isEmpty else { return false }
    return paths.count { self[$0]?.content == file.content } == 1
  }
}

/// A script that an image with s6-overlay 2 starts or ends a service with, or sets itself up with, and where docker-jitsi-meet has
/// it for s6-overlay 3.
private struct S6Script {
  /// The path that it has with s6-overlay 3.
  let path: String?

  /// - Returns: `nil` for a file that is no such script.
  init?(former path: TreePath) {
    let parts = path.components
    guard let etc = parts.firstIndex(of: "etc"), etc > 0, parts.count > etc + 2 else { return nil }
    let name: String
    switch (parts[etc + 1], parts.count - etc) {
    case ("cont-init.d", 3): name = Self.plain(parts[etc + 2])
    case ("services.d", 4) where parts[etc + 3] == "run": name = Self.plain(parts[etc + 2])
    case ("services.d", 4) where parts[etc + 3] == "finish":
      name = Self.plain(parts[etc + 2]) + "-finish"
    default: return nil
    }
    self.path = (parts[...etc] + ["s6-overlay", "scripts", name[...]]).joined(separator: "/")
  }

  /// A name without the number that services are ordered by.
  private static func plain(_ name: Substring) -> String {
    let rest = name.drop { $0.isASCII && $0.isNumber }
    return rest.first == "-" && rest.count < name.count ? String(rest.dropFirst()) : String(name)
  }
}
