import GitKit
import Glibc

/// A file as a set of lines, so that files can be compared by how many they share.
///
/// Blank lines, line endings, what lines are indented by, and the dashes and colons around YAML's items and keys don't
/// count: people change them at will. Files that are not text are cut into pieces at line feeds and after 64 bytes.
struct Fingerprint {
  /// A line that a file has.
  struct Line {
    let hash: UInt64
    /// How often the file has it.
    fileprivate(set) var count = 0
    /// Its bytes.
    let size: Int
  }

  /// The different lines, by hash.
  let lines: [Line]
  /// The number of all lines.
  let count: Int
  /// The bytes of all lines.
  let size: Int

  init(_ content: [UInt8]) {
    var found: [UInt64: Line] = [:]
    content.withUnsafeBufferPointer { bytes in
      let isBinary = Self.first(0, in: bytes, 0, min(bytes.count, Self.sample)) != nil
      var start = 0
      while start < bytes.count {
        let limit = isBinary ? min(bytes.count, start + Self.piece) : bytes.count
        let end = Self.first(0x0A, in: bytes, start, limit) ?? limit
        let next = end < limit ? end + 1 : end
        var (first, last) = (start, end)
        if !isBinary {
          while first < last, Self.isLayout(bytes[first]) { first += 1 }
          while last > first, Self.isLayout(bytes[last - 1]) { last -= 1 }
        }
        if first < last {
          let hash = Self.hash(bytes, first, last)
          found[hash, default: Line(hash: hash, size: last - first)].count += 1
        }
        start = next
      }
    }
    lines = found.values.sorted { $0.hash < $1.hash }
    count = lines.reduce(0) { $0 + $1.count }
    size = lines.reduce(0) { $0 + $1.count * $1.size }
  }

  /// What it has in common with another one.
  func likeness(to other: Fingerprint) -> Likeness {
    var likeness = Likeness()
    var rest = other.lines[...]
    for line in lines {
      while let next = rest.first, next.hash < line.hash { rest.removeFirst() }
      guard let next = rest.first else { break }
      if next.hash == line.hash { likeness.add(line, min(line.count, next.count)) }
    }
    return likeness
  }

  /// The lines, by hash, that only the other one has, and those that only this one has.
  func changes(to other: Fingerprint) -> (added: [UInt64], removed: [UInt64]) {
    let (old, new) = (Set(lines.map(\.hash)), Set(other.lines.map(\.hash)))
    return (new.subtracting(old).sorted(), old.subtracting(new).sorted())
  }

  /// How much of a file git looks at to tell whether it is text.
  private static let sample = 8000
  private static let piece = 64

  /// Where a byte stands first in a part of a file.
  private static func first(
    _ byte: Int32, in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard start < end, let base = UnsafeRawPointer(bytes.baseAddress),
      let place = memchr(base + start, byte, end - start)
    else { return nil }
    return UnsafeRawPointer(place) - base
  }

  private static func isLayout(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ":")
  }

  /// FNV-1a. Whoever makes two lines collide makes two files look more alike, and no more than that.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64
  {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = start
    while index < end {
      hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
      index += 1
    }
    return hash
  }
}

extension FileTree.File {
  /// Whether a file has at least half in common with another one, git's own measure; one that is equal has, too.
  func isMade(from other: FileTree.File) -> Bool {
    guard content != other.content else { return true }
    guard mode.isFile, other.mode.isFile else { return false }
    let (own, original) = (Fingerprint(content), Fingerprint(other.content))
    return original.likeness(to: own).ratio(original, own) >= 0.5
  }
}

/// What two files have in common.
struct Likeness {
  /// The lines that both have.
  var lines = 0
  /// The bytes of those.
  var size = 0

  /// Counts a line that both have so often.
  mutating func add(_ line: Fingerprint.Line, _ count: Int) {
    lines += count
    size += count * line.size
  }

  /// How alike the files are: 0 for nothing in common, 1 for the same lines.
  func ratio(_ first: Fingerprint, _ second: Fingerprint) -> Double {
    let whole = first.size + second.size
    return whole == 0 ? 0 : Double(2 * size) / Double(whole)
  }
}

/// Files to be compared with others: each line leads to the files that have it.
struct FingerprintIndex {
  private var places: [UInt64: [(file: Int, count: Int)]] = [:]

  /// A line that so many files have tells nothing, and would make the work grow with the square of their number.
  private static let limit = 200

  init(_ files: [Fingerprint]) {
    for (file, fingerprint) in files.enumerated() {
      for line in fingerprint.lines {
        places[line.hash, default: []].append((file, line.count))
      }
    }
    for (hash, files) in places where files.count > Self.limit { places[hash] = nil }
  }

  /// What each of the files has in common with another one; files without anything are left out.
  func likenesses(to other: Fingerprint) -> [Int: Likeness] {
    var result: [Int: Likeness] = [:]
    for line in other.lines {
      for (file, count) in places[line.hash] ?? [] {
        result[file, default: Likeness()].add(line, min(count, line.count))
      }
    }
    return result
  }
}
