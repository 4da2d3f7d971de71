/// A text as a key: hashed as a whole, where an array of bytes is hashed byte by byte.
package struct ContentKey: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Makes the key of a text.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Hashes the length and some of the bytes: hashing all costs more than comparing the few texts that agree in them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    bytes.withUnsafeBytes { bytes in
      let size = 64
      let step = Swift.max(size, bytes.count / 8)
      for start in stride(from: 0, to: bytes.count, by: step) {
        hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[start...].prefix(size)))
      }
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes.suffix(size)))
    }
  }
}
