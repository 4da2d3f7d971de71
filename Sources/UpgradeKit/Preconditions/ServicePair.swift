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
    if let user = model.user { return ImageUser(user) }
    return contents.user
  }

  /// The mount that a container path lies in: the deepest.
  func mount(over path: String) -> ModelMount? {
    model.mounts.filter { path == $0.target || path.hasPrefix($0.target + "/") }
      .max { $0.target.utf8.count < $1.target.utf8.count }
  }

  /// The programs that have to succeed for its container to start, with their arguments: `check-writable DIR || exit 1`.
  var startChecks: [[String]] {
    var checks: [[String]] = []
    for (text, effects) in startEffects(where: "exit") {
      for (effect, next) in zip(effects, effects.dropFirst()) {
        guard case .run(let words) = effect.kind, case .exit(let status, _) = next.kind,
          next.doubt != nil, status != 0, text.ties(effect.offset, to: next.offset)
        else { continue }
        let check = words.compactMap(\.string)
        if check.count == words.count, !checks.contains(check) { checks.append(check) }
      }
    }
    return checks
  }

  /// Whether its start scripts may copy what is in a folder.
  func startCopies(from folder: String) -> Bool {
    startEffects(where: folder).contains { _, effects in
      effects.contains { effect in
        guard case .copy(let source, _, _) = effect.kind, let path = source.string else {
          return false
        }
        return path == folder || path.hasPrefix(folder + "/")
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
    return start.scripts.filter(\.isFollowed).compactMap { script in
      guard let content = script.entry?.file.content, content.holds(Array(part.utf8)) else {
        return nil
      }
      let text = SourceText(content)
      do throws(EditingError) {
        let run = try ShellRun(
          of: ShellScript(text).syntax, in: text, environment: environment,
          surroundings: ShellRun.Surroundings(entry: { container.entry(at: $0) }))
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
