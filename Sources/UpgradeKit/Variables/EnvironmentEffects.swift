import Findings
import GitKit
import PatchKit

/// Values of `.env`, held against what the containers make of them.
///
/// It belongs to one thread.
struct EnvironmentEffects {
  /// A state of a deployment.
  struct State {
    let name: ReleaseName
    let model: DeploymentModel
  }

  let context: EnvironmentContext
  private let name: ReleaseName
  let probes: [EffectProbe]
  private let before: (name: ReleaseName, probes: [EffectProbe])?

  /// - Parameters:
  ///   - context: the files of variables.
  ///   - after: what would run with them.
  ///   - before: what runs now, where that is something else.
  init(
    _ context: EnvironmentContext, _ after: State, before: State?,
    _ readings: EffectiveReadings = EffectiveReadings()
  ) {
    self.context = context
    name = after.name
    probes = EffectProbe.all(of: after.model, readings)
    self.before = before.map { ($0.name, EffectProbe.all(of: $0.model, readings)) }
  }

  /// What is to be said of the values of some variables.
  func findings(on names: [String]) -> [Finding] {
    names.flatMap { name in findings(on: name).map { $0.about([name]) } }
  }

  /// Whether a value has another effect than none at all has.
  func matters(_ name: String) -> Bool {
    guard let value = context.values.values[name] else { return false }
    return readers(of: name, in: probes).contains {
      $0.effect(of: name, value) != $0.effect(of: name, nil)
    }
  }

  /// The containers that get a variable.
  func readers(of name: String, in probes: [EffectProbe]) -> [EffectProbe] {
    probes.filter { $0.carries(name) }
  }

  private func findings(on name: String) -> [Finding] {
    guard let value = context.values.values[name], !value.isEmpty else { return [] }
    let readers = readers(of: name, in: probes)
    guard !readers.isEmpty else { return [] }
    if let isOn = Truth.meaning(of: value) {
      return truth(of: name, value, isOn: isOn, readers)
    }
    let kinds = kindFindings(name, value, readers)
    guard kinds.isEmpty else { return kinds }
    // Programs may know other words.
    return word(name, value, readers.filter { $0.isFollowed(name) })
  }

  // MARK: Yes and no

  private func truth(
    of name: String, _ value: String, isOn: Bool, _ readers: [EffectProbe]
  ) -> [Finding] {
    // What both templates and scripts take needs no look, but where one compares with the other word.
    let isPlain = value == "1" || value == "0"
    let looked = readers.filter { !isPlain || !$0.compared.isDisjoint(with: ["true", "false"]) }
    let now = readings(of: name, value, looked)
    let advice = word(for: name, isOn: isOn, readers).map { "write `\($0)`" }
    if let before {
      let then = readings(of: name, value, self.readers(of: name, in: before.probes))
      if let finding = difference(name, before.name, then, now, advice) { return [finding] }
    }
    let wrong = now.filter { reading in
      guard isOn, reading.value == .off else { return reading.value != (isOn ? .on : .off) }
      // Programs may take it for on.
      return readers.contains { $0.service.name == reading.service && $0.isFollowed(name) }
    }
    guard !wrong.isEmpty else { return [] }
    let places = places(of: name, wrong.map(\.service))
    let advices = [advice].compactMap(\.self)
    let gates = Set(wrong.compactMap(\.gate)).sorted().map { "`\($0)`" }
    let condition = gates.isEmpty ? [] : ["where \(EnvironmentContext.list(gates)) is on"]
    let failing = wrong.filter { if case .failing = $0.value { true } else { false } }
    if !failing.isEmpty {
      return [
        Finding(
          .templateNotRendered,
          "with the value of `\(name)`, \(Self.list(failing.map(\.service))) can't render a template",
          places: places, evidence: failing.map(Self.sentence), advice: advices)
      ]
    }
    let both = wrong.filter { if case .both = $0.value { true } else { false } }
    let services = Self.list((both.isEmpty ? wrong : both).map(\.service))
    let (code, headline): (FindingCode, String) =
      if !both.isEmpty {
        (
          .valueMisread,
          "the value of `\(name)` is read as on in one place and as off in another by \(services)"
        )
      } else if isOn {
        (
          .valueIgnored,
          "the value of `\(name)` has no effect: \(services) \(wrong.count == 1 ? "reads" : "read") it as off"
        )
      } else {
        (.valueMisread, "the value of `\(name)` is read as on by \(services)")
      }
    return [
      Finding(
        code, headline, places: places,
        evidence: both.isEmpty ? condition : both.map(Self.sentence), advice: advices)
    ]
  }

  /// How a service reads a value, and the switch that has to be on for that.
  struct Reading {
    let service: String
    let value: TruthReading
    let gate: String?
  }

  private typealias Readings = [Reading]

  private func readings(
    of name: String, _ value: String, _ probes: [EffectProbe]
  ) -> Readings {
    probes.compactMap { probe in
      guard let (gate, open) = probe.asSwitch(name), let value = open.truth(of: name, value) else {
        return nil
      }
      return Reading(service: probe.service.name, value: value, gate: gate)
    }
  }

  /// That two releases read a value differently; `nil` when they don't.
  private func difference(
    _ name: String, _ release: ReleaseName, _ then: Readings, _ now: Readings, _ advice: String?
  ) -> Finding? {
    let changed = now.filter { reading in
      then.contains { $0.service == reading.service && $0.value != reading.value }
    }.map(\.service)
    guard !changed.isEmpty else { return nil }
    func lines(_ readings: Readings, _ release: ReleaseName) -> [String] {
      readings.filter { changed.contains($0.service) }.map {
        "\(release): \(Self.sentence($0))"
      }
    }
    return Finding(
      .valueReadDifferently,
      "the value of `\(name)` is read differently in \(self.name) than in \(release)",
      places: places(of: name, changed),
      evidence: lines(then, release) + lines(now, self.name),
      advice: [advice].compactMap(\.self))
  }

  static func sentence(_ reading: Reading) -> String {
    let service = reading.service
    let sentence =
      switch reading.value {
      case .on: "\(service) reads it as on"
      case .off: "\(service) reads it as off"
      case .both(let on, let off):
        "\(service) reads it as on for \(EnvironmentContext.list(on)), and as off for \(EnvironmentContext.list(off))"
      case .failing(let files):
        "\(service) can't render \(EnvironmentContext.list(files.map { "`\($0)`" })) with it"
      }
    return sentence + (reading.gate.map { ", where `\($0)` is on" } ?? "")
  }

  /// What means the same to all.
  func word(for name: String, isOn: Bool, _ readers: [EffectProbe]) -> String? {
    readers.lazy.compactMap { $0.asSwitch(name)?.probe.truthWords(of: name) }.first
      .map { isOn ? $0.on.word : $0.off.word }
  }

  // MARK: Words

  private func word(_ name: String, _ value: String, _ readers: [EffectProbe]) -> [Finding] {
    guard EffectProbe.isWord(value), !EnvironmentContext.isSecret(name),
      !isDocumented(value, of: name)
    else { return [] }
    var words: Set<String> = []
    var services: [String] = []
    for reader in readers {
      let known = reader.words(of: name, without: value)
      guard !known.isEmpty else { continue }
      words.formUnion(known)
      services.append(reader.service.name)
    }
    guard !services.isEmpty else { return [] }
    let shown = words.sorted().prefix(8).map { "`\($0)`" }
    return [
      Finding(
        .valueNotOfKind,
        "the value of `\(name)` is none of the words that \(Self.list(services)) \(services.count == 1 ? "compares" : "compare") it with",
        places: places(of: name, services),
        evidence: ["these are: \(shown.joined(separator: ", "))"], advice: ["correct the value"])
    ]
  }

  /// Whether upstream names a value: in env.example or the comment above, or as a default. One that any other has the
  /// effect of is right all the same.
  private func isDocumented(_ value: String, of name: String) -> Bool {
    guard let variable = context.map[name] else { return false }
    let texts =
      variable.declarations.flatMap { [$0.value] + $0.comment }
      + (variable.readers + variable.scriptDefaults).compactMap(\.defaultText)
      + variable.interpolations.compactMap(\.defaultText)
    return texts.contains { text in
      text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }.contains { $0 == value }
    }
  }

  private static func list(_ services: [String]) -> String {
    EnvironmentContext.list(Set(services).sorted())
  }

  /// The line in `.env`, and the first place that reads it.
  func places(of name: String, _ services: [String]) -> [Place] {
    let folders = Set(
      context.map.services.filter { services.contains($0.name) }.compactMap { $0.image?.folder })
    let reader = context.map[name]?.readers.first { folders.contains($0.image) }
    return [context.place(of: name)] + (reader.map { [context.place($0.place)] } ?? [])
  }
}

/// Values that people mean as yes or no.
private enum Truth {
  /// Whether a value means yes; `nil` for one that means neither.
  static func meaning(of value: String) -> Bool? {
    switch value.lowercased() {
    case "1", "true", "t", "yes", "y", "on", "enable", "enabled": true
    case "0", "false", "f", "no", "n", "off", "disable", "disabled": false
    default: nil
    }
  }
}
