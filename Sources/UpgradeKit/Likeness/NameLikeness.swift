/// How alike two names are.
enum NameLikeness {
  /// A longer name is like no other: comparing takes time with the product of both lengths.
  private static let limit = 256

  /// The share of both names that is the same, from 0 to 1, by Ratcliff and Obershelp: the longest common part, and the
  /// same again on either side of it.
  static func ratio(_ one: String, _ other: String) -> Double {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count <= limit, other.count <= limit, one.count + other.count > 0 else { return 0 }
    return Double(2 * common(one[...], other[...])) / Double(one.count + other.count)
  }

  private static func common(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
    var best = (start: one.startIndex, otherStart: other.startIndex, length: 0)
    // How long the common part is that ends at each place of the other.
    var lengths = [Int](repeating: 0, count: other.count + 1)
    for index in one.indices {
      var next = [Int](repeating: 0, count: other.count + 1)
      for (offset, byte) in other.enumerated() where byte == one[index] {
        let length = lengths[offset] + 1
        next[offset + 1] = length
        if length > best.length {
          best = (index - length + 1, other.startIndex + offset - length + 1, length)
        }
      }
      lengths = next
    }
    guard best.length > 0 else { return 0 }
    return best.length
      + common(one[..<best.start], other[..<best.otherStart])
      + common(
        one[(best.start + best.length)...], other[(best.otherStart + best.length)...])
  }
}
