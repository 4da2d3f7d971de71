/// What differs between two lines, by word.
struct WordChanges: Sendable, Hashable {
  /// The parts of the old line that are not in the new one, in bytes.
  private(set) var old: [Range<Int>] = []
  /// The parts of the new line that were not in the old one, in bytes.
  private(set) var new: [Range<Int>] = []

  /// What is looked at word by word: more than this many pairs of words are marked as a whole.
  private static let mostPairs = 4_096

  /// Compares two lines; there is nothing to mark when they have little in common.
  init(_ old: String, _ new: String) {
    let (old, new) = (Words(old), Words(new))
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while min(oldEnd, newEnd) > start, old[oldEnd - 1] == new[newEnd - 1] {
      (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
    }
    var oldKept = Array(repeating: false, count: oldEnd - start)
    var newKept = Array(repeating: false, count: newEnd - start)
    if oldKept.count * newKept.count <= Self.mostPairs {
      for (left, right) in Self.common(old, start..<oldEnd, new, start..<newEnd) {
        (oldKept[left - start], newKept[right - start]) = (true, true)
      }
    }
    self.old = old.ranges(start..<oldEnd) { !oldKept[$0 - start] }
    self.new = new.ranges(start..<newEnd) { !newKept[$0 - start] }
  }

  /// The words that both have in the same order, the most there are.
  private static func common(
    _ old: Words, _ oldRange: Range<Int>, _ new: Words, _ newRange: Range<Int>
  ) -> [(Int, Int)] {
    let width = newRange.count + 1
    var best = [Int](repeating: 0, count: (oldRange.count + 1) * width)
    for left in oldRange.reversed() {
      for right in newRange.reversed() {
        let place = (left - oldRange.lowerBound) * width + right - newRange.lowerBound
        best[place] =
          old[left] == new[right]
          ? best[place + width + 1] + 1 : max(best[place + width], best[place + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (left, right) = (oldRange.lowerBound, newRange.lowerBound)
    while left < oldRange.upperBound, right < newRange.upperBound {
      let place = (left - oldRange.lowerBound) * width + right - newRange.lowerBound
      if old[left] == new[right] {
        pairs.append((left, right))
        (left, right) = (left + 1, right + 1)
      } else if best[place + width] >= best[place + 1] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }
}

/// A line in words, spaces and single signs.
struct Words: Sendable {
  private let bytes: [UInt8]
  private var bounds: [Int] = [0]

  /// Takes a line apart.
  init(_ text: String) {
    bytes = Array(text.utf8)
    for index in bytes.indices.dropFirst()
    where Self.kind(bytes[index]) != Self.kind(bytes[index - 1]) || Self.kind(bytes[index]) == 0 {
      bounds.append(index)
    }
    if !bytes.isEmpty { bounds.append(bytes.count) }
  }

  /// How many words there are.
  var count: Int { bounds.count - 1 }

  /// How much of two lines is the same, from 1 to 1,000; 0 when that is too little to take one for the other's
  /// successor.
  func likeness(to other: Words) -> Int {
    let all = weight + other.weight
    guard all > 0 else { return 1 }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for index in 0..<count where self[index].first != 0x20 { counts[self[index], default: 0] += 1 }
    var common = 0
    for index in 0..<other.count {
      let word = other[index]
      guard let count = counts[word], count > 0 else { continue }
      counts[word] = count - 1
      common += word.count
    }
    let share = common * 2_000 / all
    return share >= 500 ? share : 0
  }

  /// The bytes that are not spaces.
  private var weight: Int { bytes.count { $0 != 0x20 } }

  /// A word.
  subscript(index: Int) -> ArraySlice<UInt8> { bytes[bounds[index]..<bounds[index + 1]] }

  /// The places of words, neighbours as one.
  func ranges(_ range: Range<Int>, where isIncluded: (Int) -> Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for index in range where isIncluded(index) {
      if let last = result.last, last.upperBound == bounds[index] {
        result[result.count - 1] = last.lowerBound..<bounds[index + 1]
      } else {
        result.append(bounds[index]..<bounds[index + 1])
      }
    }
    return result
  }

  /// Signs are 0: each is a word of its own. Bytes beyond ASCII belong to words, so that none is cut.
  private static func kind(_ byte: UInt8) -> Int {
    switch byte {
    case 0x20: 1
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: 2
    default: 0
    }
  }
}
