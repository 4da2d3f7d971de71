import Editing
import PatchKit
import Synchronization

/// Files that were looked through for variables, by their bytes: each once, however many releases have it.
package final class EnvironmentReadings: Sendable {
  /// The files themselves.
  let files: FileReadings
  private let uses = Mutex<[ContentKey: [ComposeUse]]>([:])
  private let examples = Mutex<[ContentKey: [DeclaredVariable]]>([:])

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
    let key = ContentKey(document.text.bytes)
    if let known = uses.withLock({ $0[key] }) { return known }
    let found = ComposeUse.all(in: document)
    uses.withLock { $0[key] = found }
    return found
  }

  /// The variables of an example of an env file.
  func declarations(in content: [UInt8]) -> [DeclaredVariable] {
    let key = ContentKey(content)
    if let known = examples.withLock({ $0[key] }) { return known }
    let text = SourceText(content)
    let found = ((try? EnvFile(text))?.entries ?? []).map {
      DeclaredVariable(entry: $0, line: text.lineNumber(at: $0.span.lowerBound))
    }
    examples.withLock { $0[key] = found }
    return found
  }
}

/// A variable of env.example, with its line.
struct DeclaredVariable: Sendable {
  let entry: EnvEntry
  let line: Int
}
