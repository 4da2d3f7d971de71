import Editing
import Synchronization

/// What was made of texts, by their bytes: each is read once, as long as they are not too many to be kept.
package final class ContentCache<Value: Sendable>: Sendable {
  private struct Kept {
    var values: [ContentKey: Value] = [:]
    /// How many bytes the texts have.
    var size = 0
  }

  private let kept = Mutex(Kept())

  /// The most bytes of texts of which something is kept: more than all releases of docker-jitsi-meet have in a language.
  /// What is made of a text takes up to thirty times its size.
  private static var limit: Int { 2 << 20 }

  /// Makes an empty cache.
  package init() {}

  /// What a text was read as, or is now.
  package func value(of content: [UInt8], _ read: ([UInt8]) -> Value) -> Value {
    let key = ContentKey(content)
    if let value = kept.withLock({ $0.values[key] }) { return value }
    let value = read(content)
    kept.withLock { kept in
      if kept.size + content.count > Self.limit { kept = Kept() }
      if kept.values.updateValue(value, forKey: key) == nil { kept.size += content.count }
    }
    return value
  }
}
