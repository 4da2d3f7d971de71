import Editing
import PatchKit
import Synchronization

/// Scripts and templates that were read, by their bytes: each once, however often its container is looked at.
package final class EffectiveReadings: Sendable {
  private let scripts = Mutex<[ContentKey: ShellSyntax]>([:])
  private let templates = Mutex<[ContentKey: Result<GoTemplate, EditingError>]>([:])

  /// Makes an empty collection.
  package init() {}

  func script(_ content: [UInt8]) -> ShellSyntax {
    let key = ContentKey(content)
    if let known = scripts.withLock({ $0[key] }) { return known }
    let script = ShellSyntax(SourceText(content).bytes)
    scripts.withLock { $0[key] = script }
    return script
  }

  func template(_ content: [UInt8]) throws(EditingError) -> GoTemplate {
    let key = ContentKey(content)
    if let known = templates.withLock({ $0[key] }) { return try known.get() }
    let template: Result<GoTemplate, EditingError>
    do throws(EditingError) {
      template = .success(try GoTemplate(SourceText(content)))
    } catch {
      template = .failure(error)
    }
    templates.withLock { $0[key] = template }
    return try template.get()
  }
}
