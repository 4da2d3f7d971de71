public import Editing
import Synchronization

/// Compose files that were read, by their bytes: each text is parsed once, however many operations, guarantees and
/// releases look at it.
public final class ComposeReadings: Sendable {
  /// What a text came to.
  public enum Reading: Sendable {
    /// It is a compose file.
    case compose(ComposeFile)
    /// It is meant to be a compose file, and cannot be read.
    case broken(EditingError)
    /// It is something else.
    case other
  }

  private let readings = Mutex<[ContentKey: Reading]>([:])

  /// Makes an empty collection.
  public init() {}

  /// Reads a text.
  ///
  /// One that cannot be parsed is taken for a compose file when a line begins with `services`, so that a broken compose
  /// file is reported and not left out.
  public func read(_ content: [UInt8]) -> Reading {
    let key = ContentKey(content)
    if let known = readings.withLock({ $0[key] }) { return known }
    let reading = Self.reading(of: content)
    readings.withLock { $0[key] = reading }
    return reading
  }

  private static func reading(of content: [UInt8]) -> Reading {
    let text = SourceText(content)
    do throws(EditingError) {
      let document = try YAMLDocument(text)
      guard ComposeFile.isCompose(document) else { return .other }
      return .compose(try ComposeFile(document))
    } catch {
      let isMeant = text.lineStarts.contains { start in
        let line = content[start...].prefix(10)
        return ["services", "\"services\"", "'services'"].contains { line.starts(with: $0.utf8) }
      }
      return isMeant ? .broken(error) : .other
    }
  }
}
