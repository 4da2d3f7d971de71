import Editing
import PatchKit

/// Files that were looked through for variables, by their bytes: each once, however many releases have it.
package final class EnvironmentReadings: Sendable {
  /// The files themselves.
  let files: FileReadings
  private let uses = ContentCache<[ComposeUse]>()
  private let examples = ContentCache<[DeclaredVariable]>()

  /// Makes an empty collection.
  package convenience init() { self.init(FileReadings()) }

  /// Makes an empty collection that shares the files themselves.
  init(_ files: FileReadings) { self.files = files }

  /// The uses of variables in a compose file.
  func uses(in file: ComposeFile) -> [ComposeUse] {
    uses(in: file.document)
  }

  /// The uses of variables in a file that Compose reads.
  func uses(in document: YAMLDocument) -> [ComposeUse] {
    uses.value(of: document.text.bytes) { _ in ComposeUse.all(in: document) }
  }

  /// The variables of an example of an env file.
  func declarations(in content: [UInt8]) -> [DeclaredVariable] {
    examples.value(of: content) { content in
      let text = SourceText(content)
      return ((try? EnvFile(text))?.entries ?? []).map {
        DeclaredVariable(entry: $0, line: text.lineNumber(at: $0.span.lowerBound))
      }
    }
  }
}

/// A variable of env.example, with its line.
struct DeclaredVariable: Sendable {
  let entry: EnvEntry
  let line: Int
}
