import Glibc

extension [UInt8] {
  /// Whether some bytes stand in these, one after the other.
  package func holds(_ part: [UInt8]) -> Bool { offset(of: part) != nil }

  /// Where some bytes stand in these, one after the other, at an offset or behind it: `memmem`, which Swift's view of the
  /// C library lacks.
  package func offset(of part: [UInt8], from start: Int = 0) -> Int? {
    guard let first = part.first else { return start <= count ? start : nil }
    return withUnsafeBytes { bytes in
      part.withUnsafeBytes { part in
        guard let base = bytes.baseAddress, let wanted = part.baseAddress else { return nil }
        var start = start
        while bytes.count - start >= part.count,
          let place = memchr(base + start, Int32(first), bytes.count - start - part.count + 1)
        {
          let offset = UnsafeRawPointer(place) - base
          if memcmp(place, wanted, part.count) == 0 { return offset }
          start = offset + 1
        }
        return nil
      }
    }
  }

  /// Where some bytes stand in these, overlapping ones too; nowhere when there are none.
  package func places(of part: [UInt8]) -> [Range<Int>] {
    guard !part.isEmpty else { return [] }
    var places: [Range<Int>] = []
    while let start = offset(of: part, from: places.last.map { $0.lowerBound + 1 } ?? 0) {
      places.append(start..<start + part.count)
    }
    return places
  }

  /// Where some bytes are a whole line, without its end.
  package func places(ofLine line: [UInt8]) -> [Range<Int>] {
    let newline = UInt8(ascii: "\n")
    return places(of: line).filter { place in
      (place.lowerBound == 0 || self[place.lowerBound - 1] == newline)
        && (place.upperBound == count || self[place.upperBound] == newline)
    }
  }

  /// The lines in which a name stands, and not only as a part of a longer one; without their ends.
  package func lines(naming name: [UInt8]) -> [Range<Int>] {
    let newline = UInt8(ascii: "\n")
    var lines: [Range<Int>] = []
    for place in places(of: name) where isName(place) {
      if let last = lines.last, place.lowerBound < last.upperBound { continue }
      let start = self[..<place.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
      var end = self[place.upperBound...].firstIndex(of: newline) ?? count
      while self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      lines.append(start..<end)
    }
    return lines
  }

  private func isName(_ place: Range<Int>) -> Bool {
    let before = place.lowerBound == 0 ? nil : self[place.lowerBound - 1]
    let after = place.upperBound == count ? nil : self[place.upperBound]
    return ![before, after].contains { byte in
      switch byte {
      case (0x30...0x39)?, (0x41...0x5A)?, 0x5F?, (0x61...0x7A)?: true
      default: false
      }
    }
  }
}
