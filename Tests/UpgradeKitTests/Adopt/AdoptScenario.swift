import Editing
import Foundation
import Testing

/// A case of an adoption as a folder below `Tests/Scenarios/adopt`:
///
/// - `request.yaml`: the deployment is `made-from` a release, as the patch set generates it, with some files or all
///   `as-upstream` has them; then people `edit` (a file, a text that stands in it, another), `move` and `remove` files;
///   `adopt` is the release to take it over at, none for a proposal; `own` names files of people's own; with `twice` it
///   was taken over before; with `without-customisations` it stays as upstream has it; `then` is the release of an
///   upgrade afterwards;
/// - `deployment/`: what people wrote into the deployment besides;
/// - `report.txt`: what was said; `upgrade.txt`: what the upgrade said then.
struct AdoptScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  /// Every case.
  static let all: [AdoptScenario] = {
    let folder = scenarios.appending(path: "adopt").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .map { AdoptScenario(name: $0) }
  }()

  private var folder: URL { scenarios.appending(path: "adopt/\(name)") }

  /// What is asked for.
  struct Request {
    let madeFrom: String?
    let asUpstream: [String]
    let edits: [(file: String, old: String, new: String)]
    let moves: [(from: String, to: String)]
    let removed: [String]
    let release: String?
    let own: [String]
    let isTwice: Bool
    let isAsUpstream: Bool
    let then: String?
  }

  func request() throws -> Request {
    let bytes = try Data(contentsOf: folder.appending(path: "request.yaml"))
    let value = try YAMLDocument(SourceText(Array(bytes))).value()
    let edits = try (value["edit"]?.items ?? []).map { edit in
      (
        file: try #require(edit["file"]?.text), old: try #require(edit["replace"]?.text),
        new: try #require(edit["with"]?.text)
      )
    }
    let moves = try (value["move"]?.entries ?? []).map { entry in
      (from: entry.key, to: try #require(entry.value.text))
    }
    return Request(
      madeFrom: value["made-from"]?.text,
      asUpstream: (value["as-upstream"]?.items ?? []).compactMap(\.text), edits: edits,
      moves: moves, removed: (value["remove"]?.items ?? []).compactMap(\.text),
      release: value["adopt"]?.text, own: (value["own"]?.items ?? []).compactMap(\.text),
      isTwice: value["twice"]?.text == "true",
      isAsUpstream: value["without-customisations"]?.text == "true", then: value["then"]?.text)
  }

  /// What people wrote into the deployment.
  func files() throws -> [String: String] {
    let top = folder.appending(path: "deployment").path
    var files: [String: String] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? [] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: top + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try String(contentsOfFile: top + "/" + name, encoding: .utf8)
    }
    return files
  }
}
