import Editing
import GitKit
import PatchKit

/// What a service's container would make of other values of `.env`.
///
/// It belongs to one thread.
final class EffectProbe {
  /// What a value comes to.
  struct Effect: Hashable {
    /// The files that are made, by path without a value in it, with what is in them.
    let files: [String: [UInt8]]
    /// The files that lack a template, which can't be rendered, without a value in their paths.
    let failures: Set<String>
    /// The container's variables whose values stand where templates fail.
    let culprits: Set<String>
    /// What scripts do besides.
    let actions: [[String]]
    /// What stops the container.
    let stop: String?

    /// The lines of all files, each with its file.
    var lines: Set<[ArraySlice<UInt8>]> {
      Set(
        files.flatMap { path, bytes in
          bytes.split(separator: 0x0A).map { [Array(path.utf8)[...], $0] }
        })
    }
  }

  let service: DeploymentModel.Service
  private let start: StartScripts
  private let container: ContainerFiles
  private let environment: EffectiveEnvironment
  private let variables: [String: String]
  let readings: EffectiveReadings
  /// The scripts that are followed, by path.
  let followed: Set<String>
  /// The words that anything is compared with.
  private(set) lazy var compared = comparedWords()
  private var known: [[String: String?]: Effect] = [:]
  private var opened: [String: [(gate: String, probe: EffectProbe)]] = [:]

  /// - Parameter variables: those that Compose has.
  /// - Returns: `nil` for a service of which it isn't known what it starts with.
  init?(
    _ service: DeploymentModel.Service, _ variables: [String: String], _ readings: EffectiveReadings
  ) {
    guard case .known(let start) = service.start else { return nil }
    (self.service, self.start, self.readings) = (service, start, readings)
    self.variables = variables
    container = ContainerFiles(service.contents, of: service.running)
    environment = EffectiveEnvironment(of: service)
    followed = Set(start.scripts.filter(\.isFollowed).map(\.path))
  }

  private init(_ other: EffectProbe, _ values: [String: String?]) {
    (service, start, readings) = (other.service, other.start, other.readings)
    (container, followed) = (other.container, other.followed)
    variables = other.setting(values)
    environment = other.environment.setting(other.given(values))
  }

  /// The container with another switch on, without which a variable may have no effect; one for each such switch.
  func opened(for name: String) -> [(gate: String, probe: EffectProbe)] {
    if let known = opened[name] { return known }
    let found = gates(of: name).map { (gate: $0, probe: EffectProbe(self, [$0: "1"])) }
    opened[name] = found
    return found
  }

  /// The switches in the files that read a variable, by their names; whether they are any, what comes of them tells.
  private func gates(of name: String) -> [String] {
    let needle = Array(name.utf8)
    var names: Set<String> = []
    for (path, entry) in service.contents.files
    where path.hasPrefix("defaults/") || followed.contains(path) {
      guard entry.file.content.firstRange(of: needle) != nil else { continue }
      names.formUnion(
        FileReads(entry.file.content).reads.map(\.name).filter { $0.contains("ENABLE") })
    }
    return names.subtracting([name]).filter(carries).sorted()
  }

  /// Whether the container gets a variable of `.env`, under its name or in the value of another one.
  func carries(_ name: String) -> Bool {
    service.model.environment.contains { $0.depends(on: name) }
      || service.running.takesAll && service.model.variable(name) != nil
  }

  /// What comes of a value of `.env`; `nil` for none.
  func effect(of name: String, _ value: String?) -> Effect { effect(of: [name: value]) }

  /// What comes of values of `.env`; `nil` for a variable that is not set.
  func effect(of values: [String: String?]) -> Effect {
    if let effect = known[values] { return effect }
    let effect = Effect(
      EffectiveService(
        service.name, .known(start), container, environment.setting(given(values)), readings),
      readings)
    known[values] = effect
    return effect
  }

  /// The variables that Compose has, with other values.
  private func setting(_ values: [String: String?]) -> [String: String] {
    var all = variables
    for (name, value) in values { all[name] = value }
    return all
  }

  /// The container's variables that depend on some of `.env`.
  private func given(_ values: [String: String?]) -> [String: String?] {
    let all = setting(values)
    var given: [String: String?] = [:]
    for variable in service.model.environment {
      if case .file = variable.origin {
        // `env_file: .env` passes everything.
        if service.running.takesAll, let value = values[variable.name] {
          given.updateValue(value, forKey: variable.name)
        }
        continue
      }
      guard values.keys.contains(where: variable.depends) else { continue }
      guard let written = variable.written else {
        given.updateValue(
          all[variable.name] ?? service.contents.variables[variable.name], forKey: variable.name)
        continue
      }
      do throws(EditingError) {
        given.updateValue(try Interpolation.evaluate(written, all), forKey: variable.name)
      } catch {
        // What Compose refuses stops it: then there is no service to look at.
        continue
      }
    }
    return given
  }

  /// Whether nothing else in the container's image names a variable than scripts that are followed, and templates:
  /// otherwise programs may read it as well.
  func isFollowed(_ name: String) -> Bool {
    let name = Array(name.utf8)
    return service.contents.files.allSatisfy { path, entry in
      path.hasPrefix("defaults/") || followed.contains(path)
        || entry.file.content.firstRange(of: name) == nil
    }
  }
}

extension ModelVariable {
  /// Whether its value is that of a variable of `.env`, or has it in it.
  fileprivate func depends(on name: String) -> Bool { uses.contains { $0.name == name } }
}

extension EffectProbe.Effect {
  fileprivate init(_ service: EffectiveService, _ readings: EffectiveReadings) {
    self.init(
      files: Dictionary(service.files.map { ($0.label, $0.bytes) }, uniquingKeysWith: +),
      failures: Set(service.files.filter { !$0.failures.isEmpty }.map(\.label)),
      culprits: Set(service.files.flatMap(\.failures).flatMap { $0.culprits(readings) }),
      actions: service.actions.map { $0.map { $0.string ?? $0.label } },
      stop: service.stop.map(\.text))
  }
}

extension EffectiveFile.Failure {
  /// The variables whose values stand where the template fails.
  fileprivate func culprits(_ readings: EffectiveReadings) -> Set<String> {
    guard let offset = error.offset else { return [] }
    do throws(EditingError) {
      return try readings.template(entry.file.content).variables(at: offset)
    } catch {
      // What can't be read at all fails whatever the values are.
      return []
    }
  }
}
