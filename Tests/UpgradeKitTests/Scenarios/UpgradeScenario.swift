import Editing
import Foundation
import Testing

/// A case of an upgrade as a folder below `Tests/Scenarios/upgrade`:
///
/// - `request.yaml`: the releases to go `through` first, and the release to go `to`; `dry-run`; `remove` and `mode` are
///   what people did to the deployment in between, besides what they wrote; `lock` is what became of the lock then:
///   `missing`, `corrupt`, or `stale` for that of the first release;
/// - `deployment/`: what people wrote into the deployment before the last run;
/// - `upstream/`: files that upstream has at `stable-12000`, instead of those of the demo's newest release;
/// - `report.txt`: what the last run said; `expected/`: files that the deployment has after it.
struct UpgradeScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  /// Every case.
  static let all: [UpgradeScenario] = {
    let folder = scenarios.appending(path: "upgrade").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .map { UpgradeScenario(name: $0) }
      .filter {
        FileManager.default.fileExists(atPath: $0.folder.appending(path: "request.yaml").path)
      }
  }()

  var folder: URL { scenarios.appending(path: "upgrade/\(name)") }

  /// What is asked for.
  struct Request {
    let through: [String]
    let to: String
    let isDryRun: Bool
    let removed: [String]
    let modes: [(path: String, mode: Int)]
    let lock: Lock?
  }

  /// What became of the lock.
  enum Lock: String {
    case missing, corrupt, stale
  }

  func request() throws -> Request {
    let bytes = try Data(contentsOf: folder.appending(path: "request.yaml"))
    let value = try YAMLDocument(SourceText(Array(bytes))).value()
    return Request(
      through: (value["through"]?.items ?? []).compactMap(\.text),
      to: try #require(value["to"]?.text), isDryRun: value["dry-run"]?.text == "true",
      removed: (value["remove"]?.items ?? []).compactMap(\.text),
      modes: (value["mode"]?.entries ?? []).compactMap { entry in
        entry.value.text.flatMap { Int($0, radix: 8) }.map { (entry.key, $0) }
      }, lock: value["lock"]?.text.flatMap { Lock(rawValue: $0) })
  }

  /// The files below a folder of the case, with their bytes.
  func files(_ part: String) throws -> [String: Data] {
    let top = folder.appending(path: part).path
    var files: [String: Data] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? [] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: top + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = FileManager.default.contents(atPath: top + "/" + name)
    }
    return files
  }
}
