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

  /// The programs that have to succeed for its container to start, with their arguments: `check-writable DIR || exit 1`.
  var startChecks: [[TracedText]] {
    var checks: [[TracedText]] = []
    for (text, effects) in startEffects(where: "exit") {
      for (effect, next) in zip(effects, effects.dropFirst()) {
        guard case .run(let words) = effect.kind, case .exit(let status, _) = next.kind,
          next.doubt != nil, status != 0, text.ties(effect.offset, to: next.offset)
        else { continue }
        if !checks.contains(words) { checks.append(words) }
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

  /// What those of its start scripts do that have some text in them.
  private func startEffects(
    where part: String
  ) -> [(text: SourceText, effects: [ShellRun.Effect])] {
    guard case .known(let start) = start else { return [] }
    let container = ContainerFiles(contents, of: running)
    let environment = EffectiveEnvironment(of: self).values
    let targets = model.mounts.map(\.target)
    return start.scripts.filter(\.isFollowed).compactMap { script in
      guard let content = script.entry?.file.content, content.holds(Array(part.utf8)) else {
        return nil
      }
      let text = SourceText(content)
      do throws(EditingError) {
        let run = try ShellRun(
          of: ShellScript(text).syntax, in: text, environment: environment,
          surroundings: ShellRun.Surroundings(entry: { path in
            // What is in a folder of the host is known to the host alone.
            targets.contains { path.hasPrefix($0 + "/") }
              ? .unknown("what is mounted") : container.entry(at: path)
          }))
        return (text, run.effects)
      } catch {
        // One that is too long is told of where its files are asked for.
        return nil
      }
    }
  }
}

extension SourceText {
  /// Whether a command comes to run because another one before it failed: `||` stands between them, and no command.
  fileprivate func ties(_ first: Int, to second: Int) -> Bool {
    guard first < second, let bar = bytes[first..<second].lastIndex(of: UInt8(ascii: "|")),
      bar > first, bytes[bar - 1] == UInt8(ascii: "|")
    else { return false }
    let end = bytes[(bar + 1)..<second].allSatisfy { " \t\n\\".utf8.contains($0) }
    return end && !bytes[first..<bar].contains(UInt8(ascii: "\n"))
  }
}

extension TracedText {
  /// The text, when none of it comes from a variable: what does may be a secret.
  var literal: String? {
    parts.allSatisfy { $0.origin == .source } ? string : nil
  }
}
