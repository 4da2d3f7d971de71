import Editing
import Findings
import GitKit
import PatchKit

/// What is wrong with effective files.
enum ConfigurationFindings {
  /// The templates that can't be rendered, so that files stay empty or lack a part.
  static func all(of configuration: EffectiveConfiguration) -> [Finding] {
    configuration.services.flatMap { service in
      service.files.flatMap { file in
        file.failures.map { finding(of: $0, in: file, service) }
      }
    }
  }

  private static func finding(
    of failure: EffectiveFile.Failure, in file: EffectiveFile, _ service: EffectiveService
  ) -> Finding {
    let text = SourceText(failure.entry.file.content)
    let line = failure.error.offset.map { text.lineNumber(at: $0) }
    let place: Place =
      switch failure.entry.origin {
      case .upstream(let release, let path):
        Place(.upstream, path.text, release: release.description, line: line)
      case .deployment(let path): Place(.deployment, path.text, line: line)
      }
    let what = file.pieces.isEmpty ? "stays empty" : "lacks a part"
    return Finding(
      .templateNotRendered,
      "`\(file.label)` of service \(service.name) \(what): its template can't be rendered",
      places: [place], evidence: [failure.error.message],
      advice: ["look at the variables that the line reads: the container starts all the same"])
  }
}
