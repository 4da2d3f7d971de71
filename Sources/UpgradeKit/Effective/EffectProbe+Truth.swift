/// How a container reads a value.
enum TruthReading: Hashable {
  /// As yes.
  case on
  /// As no.
  case off
  /// As yes in some places and as no in others: files, and what scripts do.
  case both(on: [String], off: [String])
  /// A template can't be rendered with it; the files that lack it, sorted.
  case failing([String])
}

/// The values that mean yes and no to a container, with what comes of them.
struct TruthWords {
  let on: (word: String, effect: EffectProbe.Effect)
  let off: (word: String, effect: EffectProbe.Effect)
}

extension EffectProbe {
  /// Two words that nothing is compared with.
  private static let anything = ["qzxjq", "vkwqz"]

  /// What comes of a value that nothing is compared with; `nil` when the value itself stands in what comes of it, so that
  /// it is no choice between a few.
  func effectOfAnyWord(in name: String) -> Effect? {
    let effects = Self.anything.map { effect(of: name, $0) }
    return effects[0] == effects[1] ? effects[0] : nil
  }

  /// What a variable is switched on and off with; `nil` when it is no switch.
  func truthWords(of name: String) -> TruthWords? {
    guard effectOfAnyWord(in: name) != nil else { return nil }
    for (on, off) in [("1", "0"), ("true", "false")] {
      let effects = (on: effect(of: name, on), off: effect(of: name, off))
      if effects.on != effects.off {
        return TruthWords(on: (on, effects.on), off: (off, effects.off))
      }
    }
    return nil
  }

  /// The container in which a variable is a switch: this one, or one in which another switch is on as well, with that.
  func asSwitch(_ name: String) -> (gate: String?, probe: EffectProbe)? {
    if truthWords(of: name) != nil { return (nil, self) }
    return opened(for: name).first { $0.probe.truthWords(of: name) != nil }.map { ($0, $1) }
  }

  /// How a value is read; `nil` when the variable is no switch.
  func truth(of name: String, _ value: String) -> TruthReading? {
    guard let words = truthWords(of: name) else { return nil }
    let effect = effect(of: name, value)
    if effect == words.on.effect { return .on }
    if effect == words.off.effect { return .off }
    let failing = effect.failures.subtracting(words.on.effect.failures)
      .subtracting(words.off.effect.failures)
    if !failing.isEmpty { return .failing(failing.sorted()) }
    let known = words.on.effect.lines.union(words.off.effect.lines)
    return effect.lines.isSubset(of: known) ? Self.both(effect, words) : nil
  }

  private static func both(_ effect: Effect, _ words: TruthWords) -> TruthReading {
    let (on, off) = (words.on.effect, words.off.effect)
    let paths = Set(on.files.keys).union(off.files.keys).filter { on.files[$0] != off.files[$0] }
    var places = (
      on: paths.filter { effect.files[$0] == on.files[$0] }.sorted().map { "`\($0)`" },
      off: paths.filter { effect.files[$0] == off.files[$0] }.sorted().map { "`\($0)`" }
    )
    if on.actions != off.actions {
      if effect.actions == on.actions { places.on.append("what start scripts do") }
      if effect.actions == off.actions { places.off.append("what start scripts do") }
    }
    return .both(on: places.on, off: places.off)
  }
}
