import Editing
import GitKit
import PatchKit

/// A service before an upgrade and after it.
struct ServicePair {
  let old: DeploymentModel.Service
  let new: DeploymentModel.Service
  var name: String { new.name }

  /// The services that run before and after, by name.
  static func all(_ before: DeploymentModel, _ after: DeploymentModel) -> [ServicePair] {
    var known: Set<String> = []
    return after.services.compactMap { service in
      guard known.insert(service.name).inserted,
        let old = before.services.first(where: { $0.name == service.name })
      else { return nil }
      return ServicePair(old: old, new: service)
    }
  }
}

extension DeploymentModel.Service {
  /// Who its container runs as; `nil` when that isn't known.
  var user: ImageUser? {
    guard let user = model.user else { return contents.user }
    var written = user
    if case .scalar(let scalar)? = model.tree["user"]?.content { written = scalar.written }
    return contents.user(named: user, written: written.contains("$") ? written : nil)
  }

  /// The mount that a container path lies in: the deepest.
  func mount(over path: String) -> ModelMount? {
    model.mounts.filter { path == $0.target || path.hasPrefix($0.target + "/") }
      .max { $0.target.utf8.count < $1.target.utf8.count }
  }

  /// What has to succeed for its container to start: `check-writable DIR || exit 1`.
  var startChecks: [StartCheck] {
    var checks: [StartCheck] = []
    for (syntax, effects) in startEffects(where: "exit") {
      var runs: [Int: [TracedText]] = [:]
      var exits: Set<Int> = []
      for effect in effects {
        switch effect.kind {
        case .run(let words): runs[effect.offset] = words
        case .exit(let status, _) where status != 0 && effect.doubt != nil:
          exits.insert(effect.offset)
        default: break
        }
      }
      for stop in syntax.guards where exits.contains(stop.exit) {
        let check: StartCheck? =
          switch stop.demand {
          case .success(let offset): runs[offset].map { .program($0) }
          case .writable(let path): .writable(path)
          }
        if let check, !checks.contains(check) { checks.append(check) }
      }
    }
    return checks
  }

  /// What its start scripts may copy, by the paths in the container.
  var startCopies: [(from: String, to: String)] {
    startEffects(where: "cp ").flatMap { _, effects in
      effects.compactMap { effect in
        guard case .copy(let source, let target, _) = effect.kind, let from = source.literal,
          let to = target.literal
        else { return nil }
        return (from.hasSuffix("/.") ? String(from.dropLast(2)) : from, to)
      }
    }
  }

  /// A stand-in for each password that has no value: a person gives it one before the container is started, or the script
  /// would end there.
  var passwordsToCome: [String: String?] {
    let names = model.environment.filter {
      $0.name.hasSuffix("_PASSWORD") && $0.value?.isEmpty != false
    }.map(\.name)
    return Dictionary(names.map { ($0, "stand-in") }, uniquingKeysWith: { first, _ in first })
  }

  /// What those of its start scripts do that have some text in them.
  private func startEffects(
    where part: String
  ) -> [(syntax: ShellSyntax, effects: [ShellRun.Effect])] {
    guard case .known(let start) = start else { return [] }
    let container = ContainerFiles(contents, of: running)
    let environment = EffectiveEnvironment(of: self).setting(passwordsToCome).values
    let targets = model.mounts.map(\.target)
    return start.scripts.filter(\.isFollowed).compactMap { script in
      guard let content = script.entry?.file.content, content.holds(Array(part.utf8)) else {
        return nil
      }
      let text = SourceText(content)
      do throws(EditingError) {
        let syntax = ShellSyntax(text.bytes)
        let run = try ShellRun(
          of: syntax, in: text, environment: environment,
          surroundings: ShellRun.Surroundings(entry: { path in
            // What is in a folder of the host is known to the host alone.
            targets.contains { path.hasPrefix($0 + "/") }
              ? .unknown("what is mounted") : container.entry(at: path)
          }))
        return (syntax, run.effects)
      } catch {
        // One that is too long is told of where its files are asked for.
        return nil
      }
    }
  }
}

extension TracedText {
  /// The text, when none of it comes from a variable: what does may be a secret.
  var literal: String? {
    parts.allSatisfy { $0.origin == .source } ? string : nil
  }
}

/// What has to succeed for a container to start.
enum StartCheck: Hashable {
  /// A program with its arguments.
  case program([TracedText])
  /// A folder of the container has to be writable, as its script has it.
  case writable(String)
}
