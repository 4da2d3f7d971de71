import GitKit

/// Which files of a deployment come from which of upstream's, at one release.
struct Origins {
  /// A file that stands where the tool generates it.
  struct Found {
    /// The path from the deployment's folder.
    let path: TreePath
    /// The path in the generated tree: upstream's, unless the patch set adds the file.
    let origin: TreePath
    /// How much it shares with what is generated, or with upstream's if that is more: 0 to 1.
    let likeness: Double
  }

  /// A file that comes from a generated one, and stands somewhere else.
  struct Moved {
    let path: TreePath
    let origin: TreePath
    let likeness: Double
    /// Whether another file stands where the tool generates it.
    let isPlaceTaken: Bool
  }

  /// A file of upstream's that the tool does not generate.
  struct Extra {
    let path: TreePath
    let origin: TreePath
    let likeness: Double
  }

  /// The files at their places, sorted by path.
  private(set) var found: [Found] = []
  /// The files that stand somewhere else, sorted by path.
  private(set) var moved: [Moved] = []
  /// The generated files that are nowhere, by path in the generated tree.
  private(set) var missing: [TreePath] = []
  /// The generated files in whose place stands what is no file, and what that is: the path itself, or a folder of it.
  private(set) var obstructed: [(origin: TreePath, obstacle: TreePath)] = []
  /// Upstream's files that are not generated, sorted by path.
  private(set) var extras: [Extra] = []
  /// The number of people's own files.
  private(set) var ownCount = 0

  /// Below, a file at the right place may be another one all the same.
  static let doubt = 0.2

  /// Compares.
  ///
  /// - Parameters:
  ///   - generated: what the tool generates.
  ///   - upstream: the release's files.
  ///   - directory: the folder of the deployment that files are generated into.
  ///   - own: files that are people's own, whatever they look like.
  init(
    of deployment: DeploymentFiles, generated: FileTree, upstream: FileTree, directory: TreeFolder,
    own: Set<TreePath> = []
  ) {
    let places = Set(generated.paths.map { directory.appending($0) })
    // What is at the place that it has upstream comes from nowhere else.
    for origin in upstream.paths where generated[origin] == nil {
      let path = directory.appending(origin)
      guard let file = deployment.files[path], !own.contains(path), let original = upstream[origin],
        file.isMade(from: original)
      else { continue }
      let likeness = Sample(file).likeness(to: Sample(original))
      extras.append(Extra(path: path, origin: origin, likeness: likeness))
    }
    let known = places.union(extras.map(\.path))
    let strays = StrayFiles(deployment.files.filter { !known.contains($0.key) }, own: own)
    // How much each stray shares with a file that is at its place: of that it is a copy.
    var copies: [Int: Double] = [:]
    var absent: [(origin: TreePath, isPlaceTaken: Bool)] = []
    for origin in generated.paths {
      let sides = [generated[origin], upstream[origin]].compactMap(\.self).map(Sample.init)
      let path = directory.appending(origin)
      if let file = deployment.files[path] {
        let likeness = sides.map { Sample(file).likeness(to: $0) }.max() ?? 0
        found.append(Found(path: path, origin: origin, likeness: likeness))
        guard likeness >= Self.doubt else {
          absent.append((origin, true))
          continue
        }
        for (stray, likeness) in sides.flatMap(strays.likenesses) {
          copies[stray] = max(copies[stray] ?? 0, likeness)
        }
      } else if let obstacle = deployment.obstacle(at: path) {
        obstructed.append((origin, obstacle))
      } else {
        absent.append((origin, false))
      }
    }
    var assignment = StrayAssignment(strays, copies: copies)
    for (origin, _) in absent {
      assignment.add(origin, [generated[origin], upstream[origin]].compactMap(\.self))
    }
    assignment.assign()
    for (origin, isPlaceTaken) in absent {
      if let (path, likeness) = assignment[origin] {
        moved.append(
          Moved(path: path, origin: origin, likeness: likeness, isPlaceTaken: isPlaceTaken))
      } else if !isPlaceTaken {
        missing.append(origin)
      }
    }
    let displaced = Set(moved.filter(\.isPlaceTaken).map(\.origin))
    found.removeAll { displaced.contains($0.origin) }
    moved.sort { $0.path < $1.path }

    let others = Set(upstream.paths).subtracting(generated.paths)
      .subtracting(extras.map(\.origin)).sorted()
    for origin in others {
      if let file = upstream[origin], file.mode.isFile { assignment.add(origin, [file]) }
    }
    assignment.assign()
    for origin in others {
      guard let (path, likeness) = assignment[origin] else { continue }
      extras.append(Extra(path: path, origin: origin, likeness: likeness))
    }
    extras.sort { $0.path < $1.path }
    ownCount =
      deployment.files.count - found.count - moved.count - extras.count
  }
}

/// A file with its fingerprint.
struct Sample {
  let file: FileTree.File
  let fingerprint: Fingerprint

  init(_ file: FileTree.File) {
    self.file = file
    fingerprint = Fingerprint(file.content, arePinsEqual: true)
  }

  /// How alike two files are: 1 only for the same lines.
  func likeness(to other: Sample) -> Double {
    if file.content == other.file.content { return 1 }
    return fingerprint.likeness(to: other.fingerprint).ratio(fingerprint, other.fingerprint)
  }
}
