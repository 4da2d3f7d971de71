import Glibc

extension [UInt8] {
  /// Whether some bytes stand in these, one after the other: `memmem`, which Swift's view of the C library lacks.
  func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    return withUnsafeBytes { bytes in
      part.withUnsafeBytes { part in
        guard let base = bytes.baseAddress, let wanted = part.baseAddress else { return false }
        var start = 0
        while bytes.count - start >= part.count,
          let place = memchr(base + start, Int32(first), bytes.count - start - part.count + 1)
        {
          if memcmp(place, wanted, part.count) == 0 { return true }
          start = UnsafeRawPointer(place) - base + 1
        }
        return false
      }
    }
  }
}
