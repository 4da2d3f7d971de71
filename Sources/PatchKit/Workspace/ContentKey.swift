/// A text as a key: hashed as a whole, where an array of bytes is hashed byte by byte.
package struct ContentKey: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Makes the key of a text.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Hashes the bytes at once.
  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
