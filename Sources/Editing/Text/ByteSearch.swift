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
}
