import Editing
import Findings
import GitKit
import PatchKit

extension EnvironmentEffects {
  /// That a value is not of the kind that it is read as, where the reading itself says which: it fails, it takes any word for
  /// yes, no or 0, or its default is a length of time or a number.
  func kindFindings(_ name: String, _ value: String, _ readers: [EffectProbe]) -> [Finding] {
    if let finding = failing(name, value, readers) { return [finding] }
    guard !EnvironmentContext.isSecret(name) else { return [] }
    if let finding = misfit(name, value) { return [finding] }
    // Addresses and paths are no switches' values.
    guard EffectProbe.isWord(value) || Int(value) != nil else { return [] }
    return switched(name, value, readers).map { [$0] } ?? []
  }

  /// A template that can't be rendered with the value: `add` of what it takes for no number, for example.
  private func failing(_ name: String, _ value: String, _ readers: [EffectProbe]) -> Finding? {
    var services: [String: Set<String>] = [:]
    for reader in readers {
      let effect = reader.effect(of: [:])
      // Mostly everything is rendered, and there is no need to try other values.
      guard !effect.failures.isEmpty else { continue }
      var without = reader.effect(of: name, nil)
      // Without a value that it demands a container stops before it renders anything.
      if without.stop != nil { without = reader.effect(of: name, EffectProbe.anyWord) }
      let lacking = effect.failures.subtracting(without.failures)
      let names = reader.names(with: name)
      guard effect.culprits.isEmpty || !effect.culprits.isDisjoint(with: names) else { continue }
      if !lacking.isEmpty { services[reader.service.name] = lacking }
    }
    guard !services.isEmpty else { return nil }
    let names = services.keys.sorted()
    return Finding(
      .templateNotRendered,
      "with the value of `\(name)`, \(EnvironmentContext.list(names)) can't render a template",
      places: places(of: name, names),
      evidence: names.map { service in
        let files = (services[service] ?? []).sorted().map { "`\($0)`" }
        return "\(service) can't render \(EnvironmentContext.list(files)) with it"
      }, advice: ["take the line out, or correct the value"])
  }

  // MARK: Defaults that say the kind

  private func misfit(_ name: String, _ value: String) -> Finding? {
    guard let reader = context.map[name]?.readers.first(where: { $0.defaultText != nil }),
      let kind = kind(of: name)
    else { return nil }
    let isRight: Bool
    let (phrase, example): (String, String)
    switch kind {
    case .duration(let text):
      isRight = EnvironmentKind.duration.accepts(value)
      (phrase, example) = (EnvironmentKind.duration.phrase, text)
    case .number(let text):
      isRight = Double(value).map(\.isFinite) ?? false
      (phrase, example) = ("a number", text)
    }
    guard !isRight else { return nil }
    return Finding(
      .valueNotOfKind, "the value of `\(name)` is not \(phrase.split(separator: ";")[0])",
      places: [context.place(of: name), context.place(reader.place)],
      evidence: ["its default is `\(example)`"], advice: ["correct the value"])
  }

  private enum Kind: Equatable {
    case duration(String)
    case number(String)
  }

  /// The kind that all defaults of a variable have; `nil` where they don't say any, or several.
  private func kind(of name: String) -> Kind? {
    let readers = (context.map[name]?.readers ?? []).filter { $0.defaultText != nil }
    let kinds = readers.map { reader -> Kind? in
      guard let text = reader.defaultText else { return nil }
      // Only HOCON, which the Java programs read, has lengths of time.
      if reader.place.path.text.hasSuffix(".conf"), text.contains(where: \.isLetter),
        EnvironmentKind.duration.accepts(text)
      {
        return .duration(text)
      }
      return reader.isDefaultNumber ? .number(text) : nil
    }
    guard let first = kinds.first, kinds.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  // MARK: Yes and no

  /// A value that means neither yes nor no, of a variable that is a switch.
  private func switched(_ name: String, _ value: String, _ readers: [EffectProbe]) -> Finding? {
    var sentences: [String] = []
    var services: [String] = []
    for reader in readers {
      guard let (gate, open) = reader.asSwitch(name), let words = open.truthWords(of: name),
        // What is compared with words as well has more than two values.
        reader.compared.allSatisfy({ word in
          [words.on.effect, words.off.effect].contains(open.effect(of: name, word))
            || open.effect(of: name, word) == open.effectOfAnyWord(in: name)
        }), let reading = open.truth(of: name, value)
      else { continue }
      services.append(reader.service.name)
      sentences.append(
        Self.sentence(Reading(service: reader.service.name, value: reading, gate: gate)))
    }
    guard !services.isEmpty else { return nil }
    return Finding(
      .valueNotOfKind, "the value of `\(name)` is neither yes nor no",
      places: places(of: name, services), evidence: sentences,
      advice: word(for: name, isOn: true, readers).flatMap { on in
        word(for: name, isOn: false, readers).map { ["write `\(on)` or `\($0)`"] }
      } ?? ["correct the value"])
  }
}
