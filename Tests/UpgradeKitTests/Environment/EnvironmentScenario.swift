import Editing
import Foundation
import Testing

/// A case of a deployment's variables as a folder below `Tests/Scenarios/environment`:
///
/// - `request.yaml`: the deployment is `at` a release of the demo; then people `edit` (a file, a text that stands in it,
///   another) and `remove` files; `then` is the release of a dry upgrade, `write` the one that `.env` is edited for;
/// - `deployment/`: what people wrote into the deployment besides, `env` for `.env`;
/// - `drift.txt`: what was said of the variables; `upgrade.txt`: what the upgrade said; `write.txt` and `written.env`: what
///   `env --write` said, and the `.env` that it left.
struct EnvironmentScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  /// Every case.
  static let all: [EnvironmentScenario] = {
    let folder = scenarios.appending(path: "environment").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .map { EnvironmentScenario(name: $0) }
  }()

  private var folder: URL { scenarios.appending(path: "environment/\(name)") }

  /// What is asked for.
  struct Request {
    let release: String
    let edits: [(file: String, old: String, new: String)]
    let removed: [String]
    let then: String?
    let write: String?
  }

  func request() throws -> Request {
    let bytes = try Data(contentsOf: folder.appending(path: "request.yaml"))
    let value = try YAMLDocument(SourceText(Array(bytes))).value()
    return Request(
      release: try #require(value["at"]?.text),
      edits: try (value["edit"]?.items ?? []).map { edit in
        (
          file: try #require(edit["file"]?.text), old: try #require(edit["replace"]?.text),
          new: edit["with"]?.text ?? ""
        )
      },
      removed: (value["remove"]?.items ?? []).compactMap(\.text), then: value["then"]?.text,
      write: value["write"]?.text)
  }

  /// Makes the deployment.
  func deploy() throws -> Site {
    let request = try request()
    let site = try Site.deployed(request.release)
    let top = folder.appending(path: "deployment").path
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? [] {
      guard let bytes = FileManager.default.contents(atPath: top + "/" + name) else { continue }
      let path = name == "env" || name.hasSuffix("/env") ? name.dropLast(3) + ".env" : name
      try site.sandbox.write([String(path): String(decoding: bytes, as: UTF8.self)])
    }
    for edit in request.edits {
      let text = try #require(site.text(edit.file), "\(edit.file)")
      try #require(text.contains(edit.old), "\(edit.old)")
      try site.sandbox.write([edit.file: text.replacing(edit.old, with: edit.new)])
    }
    for path in request.removed {
      try FileManager.default.removeItem(atPath: site.path(path))
    }
    return site
  }
}
