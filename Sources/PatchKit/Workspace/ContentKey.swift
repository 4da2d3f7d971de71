/// A text as a key: hashed as a whole, where an array of bytes is hashed byte by byte.
package struct ContentKey: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Makes the key of a text.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Hashes all of it, eight bytes at a time: the versions of a file that operations make one after the other agree in
  /// nearly all bytes, and often in their length.
  package func hash(into hasher: inout Hasher) {
    var (low, high) = (UInt64(bytes.count), UInt64.max)
    bytes.withUnsafeBytes { bytes in
      let words = bytes.count / 8
      for word in 0..<words {
        // A multiplication carries upwards only; what gets out of the word at the top comes in again below.
        let product = (low ^ bytes.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self))
          .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        (low, high) = (product.low ^ product.high, high &+ product.high)
      }
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[(8 * words)...]))
    }
    hasher.combine(low)
    hasher.combine(high)
  }
}
