import GitKit

/// The files of a deployment that stand where nothing is generated.
struct StrayFiles {
  /// Their paths, sorted.
  let paths: [TreePath]
  let samples: [Sample]
  private let index: FingerprintIndex

  /// - Parameter own: files that are people's own, whatever they look like.
  init(_ files: [TreePath: FileTree.File], own: Set<TreePath>) {
    let entries = files.filter { !own.contains($0.key) && !$0.key.holdsValues }
      .sorted { $0.key < $1.key }
    paths = entries.map(\.key)
    samples = entries.map { Sample($0.value) }
    index = FingerprintIndex(samples.map(\.fingerprint))
  }

  /// How alike each is to another file; those without anything in common are left out.
  func likenesses(to other: Sample) -> [(stray: Int, likeness: Double)] {
    index.likenesses(to: other.fingerprint).map { stray, likeness in
      (stray, likeness.ratio(samples[stray].fingerprint, other.fingerprint))
    }
  }
}

/// Finds for files of upstream's the strays that come from them: each at most once, the likeliest pairs first.
struct StrayAssignment {
  /// A pair that may belong together.
  private struct Candidate: Comparable {
    let origin: TreePath
    let stray: Int
    let isEqual: Bool
    let likeness: Double
    /// How many names at the ends of both paths are the same.
    let commonNames: Int

    /// The likelier first; then by path.
    static func < (left: Candidate, right: Candidate) -> Bool {
      if left.isEqual != right.isEqual { return left.isEqual }
      if left.likeness != right.likeness { return left.likeness > right.likeness }
      if left.commonNames != right.commonNames { return left.commonNames > right.commonNames }
      return (left.origin, left.stray) < (right.origin, right.stray)
    }
  }

  private let strays: StrayFiles
  private let copies: [Int: Double]
  private var free: Set<Int>
  private var candidates: [Candidate] = []
  private var assigned: [TreePath: Candidate] = [:]

  /// Files are alike from here on: git's own measure. With the same name, less will do.
  private static let threshold = 0.5
  private static let namesakeThreshold = 0.3
  /// The bytes that a file must have to be known under another name: short ones are often the same.
  private static let smallest = 64

  /// - Parameter copies: how much strays share with files that are at their places: those they rather come from.
  init(_ strays: StrayFiles, copies: [Int: Double]) {
    self.strays = strays
    self.copies = copies
    free = Set(strays.paths.indices)
  }

  /// Looks for strays that come from a file.
  ///
  /// - Parameter sides: the file in its forms: as generated, as upstream has it.
  mutating func add(_ origin: TreePath, _ sides: [FileTree.File]) {
    var best: [Int: (likeness: Double, isEqual: Bool)] = [:]
    for side in sides.map(Sample.init) {
      for (stray, likeness) in strays.likenesses(to: side) where free.contains(stray) {
        let isEqual = strays.samples[stray].file.content == side.file.content
        let known = best[stray]
        best[stray] = (max(likeness, known?.likeness ?? 0), isEqual || known?.isEqual == true)
      }
    }
    for (stray, found) in best {
      let common = strays.paths[stray].commonNames(with: origin)
      let isNamesake = common > 0
      guard
        found.likeness >= (isNamesake ? Self.namesakeThreshold : Self.threshold),
        isNamesake || strays.samples[stray].fingerprint.size >= Self.smallest,
        isNamesake || found.likeness >= copies[stray] ?? 0
      else { continue }
      candidates.append(
        Candidate(
          origin: origin, stray: stray, isEqual: found.isEqual, likeness: found.likeness,
          commonNames: common))
    }
  }

  /// Decides on all that were added.
  mutating func assign() {
    for candidate in candidates.sorted()
    where assigned[candidate.origin] == nil && free.remove(candidate.stray) != nil {
      assigned[candidate.origin] = candidate
    }
    candidates = []
  }

  /// The stray that comes from a file, and how alike they are.
  subscript(origin: TreePath) -> (path: TreePath, likeness: Double)? {
    assigned[origin].map { (strays.paths[$0.stray], $0.likeness) }
  }
}

extension TreePath {
  /// How many names at the ends of two paths are the same.
  func commonNames(with other: TreePath) -> Int {
    zip(components.reversed(), other.components.reversed()).prefix { $0 == $1 }.count
  }

  /// Whether a file's name says that it holds people's values, and is no example of such a file.
  var holdsValues: Bool {
    let name = name.lowercased()
    guard name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") else { return false }
    return !["example", "sample", "template", "dist", "default"].contains { name.contains($0) }
  }
}
