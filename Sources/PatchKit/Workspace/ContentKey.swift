/// A text as a key: hashed as a whole, where an array of bytes is hashed byte by byte.
public struct ContentKey: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Makes the key of a text.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Hashes the bytes at once.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
