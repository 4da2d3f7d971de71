/// Bytes in lines, each with its ending.
struct Lines {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// The number of lines.
  var count: Int { starts.count - 1 }

  /// The ending of the first line.
  var ending: String {
    guard let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D else {
      return "\n"
    }
    return "\r\n"
  }

  /// Whether there are lines, and another text has all of them in this order.
  func isContained(in other: Lines) -> Bool {
    var next = 0
    for index in 0..<other.count where next < count {
      if other[index..<index + 1].elementsEqual(self[next..<next + 1]) { next += 1 }
    }
    return count > 0 && next == count
  }

  /// The bytes of some lines.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    let range = range.clamped(to: 0..<count)
    return bytes[starts[range.lowerBound]..<starts[range.upperBound]]
  }
}
