extension [UInt8] {
  /// Where other bytes begin in these.
  func offsets(of wanted: [UInt8]) -> [Int] {
    guard !wanted.isEmpty, wanted.count <= count else { return [] }
    return (0...count - wanted.count).filter { start in
      self[start] == wanted[0] && self[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  /// Whether a text stands in these that does not go on with a digit or letter.
  func holds(wholly wanted: [UInt8]) -> Bool {
    offsets(of: wanted).contains { start in
      let end = start + wanted.count
      guard end < count else { return true }
      return !((0x30...0x39).contains(self[end]) || (0x61...0x7A).contains(self[end] | 0x20))
    }
  }

  /// Whether other bytes stand in these, and not as a part of something longer.
  ///
  /// - Parameter isPart: whether a byte before or behind them makes them a part.
  func holds(_ wanted: [UInt8], standsAlone isPart: (UInt8) -> Bool) -> Bool {
    offsets(of: wanted).contains { start in
      let end = start + wanted.count
      return (start == 0 || !isPart(self[start - 1])) && (end == count || !isPart(self[end]))
    }
  }
}
