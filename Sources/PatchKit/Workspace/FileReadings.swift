package import Editing

/// Files that were read, by their bytes: each is parsed once, however many operations, guarantees and releases look at it.
package final class FileReadings: Sendable {
  /// What a compose file's text came to.
  package enum Compose: Sendable {
    /// It is a compose file.
    case compose(ComposeFile)
    /// It is meant to be a compose file, and cannot be read.
    case broken(EditingError)
    /// It is something else.
    case other
  }

  private let composeFiles = ContentCache<Compose>()
  private let imageFiles = ContentCache<FileReads>()
  private let braceFiles = ContentCache<Result<BraceDocument, EditingError>>()

  /// Makes an empty collection.
  package init() {}

  /// Reads a text as a compose file.
  ///
  /// One that cannot be parsed is taken for a compose file when a line begins with `services`, so that a broken compose
  /// file is reported and not left out.
  package func compose(_ content: [UInt8]) -> Compose {
    composeFiles.value(of: content, Self.reading)
  }

  /// What a file of an image does with environment variables.
  package func reads(_ content: [UInt8]) -> FileReads {
    imageFiles.value(of: content, FileReads.init)
  }

  /// Reads a text as a template of settings in blocks.
  func braces(_ content: [UInt8]) throws(EditingError) -> BraceDocument {
    try braceFiles.value(of: content) { content in
      Result { () throws(EditingError) in try BraceDocument(SourceText(content)) }
    }.get()
  }

  private static func reading(of content: [UInt8]) -> Compose {
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
