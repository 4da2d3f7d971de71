import Editing
import GitKit
import PatchKit

/// A template of an image, for its `tpl`.
struct EffectiveTemplate {
  private let entry: ImageContents.Entry
  private let renderer: Known<TemplateDialect>
  private let readings: EffectiveReadings

  init(
    _ entry: ImageContents.Entry, _ renderer: Known<TemplateDialect>, _ readings: EffectiveReadings
  ) {
    (self.entry, self.renderer, self.readings) = (entry, renderer, readings)
  }

  /// What becomes of it; unknown beyond what is covered, and where versions of `tpl` differ and it isn't known which one
  /// there is.
  func outcome(with environment: [String: TracedText]) -> Known<TemplateOutcome> {
    let template: GoTemplate
    do throws(EditingError) {
      template = try readings.template(entry.file.content)
    } catch {
      return error.kind == .malformed ? .known(.failed(error)) : .unknown(error.message)
    }
    switch renderer {
    case .known(let dialect): return rendered(template, environment, by: dialect)
    case .unknown(let reason):
      let all = TemplateDialect.all.map { rendered(template, environment, by: $0) }
      guard let first = all.first, all.allSatisfy({ $0 == first }) else {
        return .unknown(reason)
      }
      return first
    }
  }

  private func rendered(
    _ template: GoTemplate, _ environment: [String: TracedText], by dialect: TemplateDialect
  ) -> Known<TemplateOutcome> {
    do throws(EditingError) {
      return .known(try template.rendered(with: environment, by: dialect))
    } catch {
      return .unknown(error.message)
    }
  }
}
