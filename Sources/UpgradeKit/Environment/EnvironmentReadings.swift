import Editing
import PatchKit
import Synchronization

/// Files that were looked through for variables, by their bytes: each once, however many releases have it.
public final class EnvironmentReadings: Sendable {
  /// Compose files that were read.
  let compose: ComposeReadings
  /// Files of images that were read.
  let files = FileReadings()
  private let uses = Mutex<[[UInt8]: [ComposeUse]]>([:])
  private let examples = Mutex<[[UInt8]: [DeclaredVariable]]>([:])

  /// Makes an empty collection.
  public init() {
    compose = ComposeReadings()
  }

  /// The uses of variables in a compose file.
  func uses(in file: ComposeFile) -> [ComposeUse] {
    if let known = uses.withLock({ $0[file.text.bytes] }) { return known }
    let found = ComposeUse.all(in: file)
    uses.withLock { $0[file.text.bytes] = found }
    return found
  }

  /// The variables of an example of an env file.
  func declarations(in content: [UInt8]) -> [DeclaredVariable] {
    if let known = examples.withLock({ $0[content] }) { return known }
    let text = SourceText(content)
    let found = ((try? EnvFile(text))?.entries ?? []).map {
      DeclaredVariable(entry: $0, line: text.position(at: $0.span.lowerBound).line)
    }
    examples.withLock { $0[content] = found }
    return found
  }
}

/// A variable of env.example, with its line.
struct DeclaredVariable: Sendable {
  let entry: EnvEntry
  let line: Int
}
