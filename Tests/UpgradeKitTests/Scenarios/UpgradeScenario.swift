import Editing
import Foundation
import Testing

/// A case of an upgrade as a folder below `Tests/Scenarios/upgrade`:
///
/// - `request.yaml`: what happens; see ``UpgradeScenario/Request``;
/// - `deployment/`: what people wrote into the deployment before the last run;
/// - `patches/`: what they wrote into the patch set then, from which the releases before were generated;
/// - `upstream/`: files that upstream has at `stable-12000`, with their modes, instead of those of the demo's newest
///   release;
/// - `report.txt`: what was said; `expected/`: files that the deployment has in the end, with their modes.
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

  /// What `request.yaml` says.
  ///
  /// First what makes the deployment that people have:
  ///
  /// - `through`: the releases that it went through;
  /// - `remove`, `mode`: what people did to it then, besides what they wrote;
  /// - `lock`: what became of the lock: `missing`, `corrupt`, or `stale` for that of the first release;
  /// - `repositories`: which of `deployment` and `patches` are in git; there is a commit before and after people's
  ///   changes.
  ///
  /// Then what is run:
  ///
  /// - `to`: one upgrade, to this release; `dry-run: true` for a dry one;
  /// - or `steps`: several, with what people do between them (``Step``).
  struct Request {
    let through: [String]
    let removed: [String]
    let modes: [(path: String, mode: Int)]
    let lock: Lock?
    let repositories: Set<String>
    let steps: [Step]
    /// Whether there is one run only, told of at length.
    let isSingle: Bool
  }

  /// What became of the lock.
  enum Lock: String {
    case missing, corrupt, stale
  }

  /// One of `steps`.
  enum Step {
    /// `run`: an upgrade with the arguments that follow the program's name.
    ///
    /// With `cut-off`, it comes to nothing before the first step of this kind at this path, as if it had been killed.
    case run(arguments: [String], cutOff: (operation: String, path: String)?)
    /// `write`: people write into the deployment and the patch set: the folders `deployment/` and `patches/` in the
    /// folder of this name.
    case write(String)
    /// `git`: people run git in the deployment.
    case git([String])
  }

  func request() throws -> Request {
    let bytes = try Data(contentsOf: folder.appending(path: "request.yaml"))
    let value = try YAMLDocument(SourceText(Array(bytes))).value()
    let keys = [
      "through", "remove", "mode", "lock", "repositories", "to", "dry-run", "steps",
    ]
    for entry in value.entries ?? [] {
      try #require(keys.contains(entry.key), "\(name)/request.yaml has `\(entry.key)`")
    }
    var steps = try (value["steps"]?.items ?? []).map(Step.init)
    if let release = value["to"]?.text {
      let isDry = value["dry-run"]?.text == "true"
      steps.append(.run(arguments: [release] + (isDry ? ["--dry-run"] : []), cutOff: nil))
    }
    try #require(!steps.isEmpty, "\(name)/request.yaml runs nothing")
    return Request(
      through: (value["through"]?.items ?? []).compactMap(\.text),
      removed: (value["remove"]?.items ?? []).compactMap(\.text),
      modes: (value["mode"]?.entries ?? []).compactMap { entry in
        entry.value.text.flatMap { Int($0, radix: 8) }.map { (entry.key, $0) }
      }, lock: value["lock"]?.text.flatMap { Lock(rawValue: $0) },
      repositories: Set((value["repositories"]?.items ?? []).compactMap(\.text)), steps: steps,
      isSingle: value["steps"] == nil)
  }

  /// The files below a folder of the case, with their bytes and modes.
  func files(_ part: String) throws -> [String: (content: Data, isExecutable: Bool)] {
    let top = folder.appending(path: part).path
    var files: [String: (content: Data, isExecutable: Bool)] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? [] {
      let path = top + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = (
        FileManager.default.contents(atPath: path) ?? Data(),
        (attributes[.posixPermissions] as? Int ?? 0) & 0o100 != 0
      )
    }
    return files
  }
}

extension UpgradeScenario.Step {
  fileprivate init(_ value: YAMLValue) throws {
    func words(_ key: String) -> [String]? {
      value[key]?.text?.split(separator: " ").map(String.init)
    }
    if let arguments = words("run") {
      let place = words("cut-off")
      try #require(place == nil || place?.count == 2)
      self = .run(arguments: arguments, cutOff: place.map { ($0[0], $0[1]) })
    } else if let arguments = words("git") {
      self = .git(arguments)
    } else {
      self = .write(try #require(value["write"]?.text))
    }
  }
}
