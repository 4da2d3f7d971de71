/// What values of some variables bring into the files that containers read, and what they take out of them; with what
/// scripts do besides.
struct BroughtLines {
  fileprivate struct Line: Hashable {
    let isNew: Bool
    let text: [UInt8]
  }

  /// How often each line comes or goes, by the file's name: its folder moves, and another service may read it.
  private var lines: [String: [Line: Int]] = [:]
  /// The names of all files that the containers make.
  private var files: Set<String> = []

  /// Whether the values change nothing.
  var isEmpty: Bool { lines.isEmpty }

  /// - Parameters:
  ///   - value: what all the variables are set to.
  ///   - others: variables that are not set.
  init(
    by value: String, of names: [String], without others: [String] = [], in probes: [EffectProbe]
  ) {
    func values(_ value: String?) -> [String: String?] {
      Dictionary(
        names.map { ($0, value) } + others.map { ($0, nil) },
        uniquingKeysWith: { first, _ in first })
    }
    for probe in probes where names.contains(where: probe.carries) {
      // What is read only where another switch is on is read all the same.
      let opened = names.flatMap(probe.opened).map(\.probe)
      for probe in [probe] + opened {
        let (unset, set) = (probe.effect(of: values(nil)), probe.effect(of: values(value)))
        add(from: unset, to: set)
        // A value may be the default: then another one tells which lines it stands in.
        let other = probe.effect(of: values(Self.otherWord))
        if other.failures.isSubset(of: unset.failures), other.stop == nil {
          add(from: other, to: set)
        }
      }
    }
  }

  /// A word that nothing is compared with, and that is nobody's value.
  private static let otherWord = "vkwqz"

  private mutating func add(from old: EffectProbe.Effect, to new: EffectProbe.Effect) {
    let (before, after) = (Self.texts(old), Self.texts(new))
    files.formUnion(before.keys)
    files.formUnion(after.keys)
    guard old != new else { return }
    for name in Set(before.keys).union(after.keys) {
      add(before[name] ?? [:], after[name] ?? [:], to: name)
    }
  }

  private mutating func add(
    _ old: [[UInt8]: Int], _ new: [[UInt8]: Int], to name: String
  ) {
    for (text, count) in new where count > old[text, default: 0] {
      lines[name, default: [:]][Line(isNew: true, text: text), default: 0] +=
        count - old[text, default: 0]
    }
    for (text, count) in old where count > new[text, default: 0] {
      lines[name, default: [:]][Line(isNew: false, text: text), default: 0] +=
        count - new[text, default: 0]
    }
  }

  /// The lines of each file of an effect, by the file's name; what scripts do under an empty one.
  private static func texts(_ effect: EffectProbe.Effect) -> [String: [[UInt8]: Int]] {
    var texts: [String: [[UInt8]: Int]] = ["": [:]]
    for (path, bytes) in effect.files {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      for line in bytes.split(separator: 0x0A) {
        texts[name, default: [:]][Array(line), default: 0] += 1
      }
    }
    for action in effect.actions {
      texts["", default: [:]][Array(action.joined(separator: "\0").utf8), default: 0] += 1
    }
    for path in effect.failures { texts["", default: [:]][Array(path.utf8), default: 0] += 1 }
    if effect.stop != nil { texts["", default: [:]][[], default: 0] += 1 }
    return texts
  }
}

extension BroughtLines {
  /// Whether another value brings the same into the files that both have. What went for it were defaults, which count only
  /// where nothing came.
  func says(_ other: BroughtLines) -> Bool {
    let shared = files.intersection(other.files)
    let one = lines.filter { shared.contains($0.key) }
    let two = other.lines.filter { shared.contains($0.key) }
    let (new, newOther) = (Self.new(one), Self.new(two))
    return new.isEmpty && newOther.isEmpty
      ? one.mapValues { Set($0.keys) } == two.mapValues { Set($0.keys) } : new == newOther
  }

  /// Whether all that others bring is among it.
  func contains(_ other: BroughtLines) -> Bool {
    other.lines.allSatisfy { name, lines in
      lines.allSatisfy { self.lines[name]?[$0.key, default: 0] ?? 0 >= $0.value }
    }
  }

  /// Whether it changes something in a file that another one has, too.
  func isSeen(in other: BroughtLines) -> Bool {
    lines.keys.contains(where: other.files.contains)
  }

  private static func new(_ lines: [String: [Line: Int]]) -> [String: Set<Line>] {
    lines.mapValues { Set($0.keys.filter(\.isNew)) }.filter { !$0.value.isEmpty }
  }

  /// Whether values do the same under other names.
  ///
  /// - Parameters:
  ///   - old: what comes of values, one after the other. At least one has to change something that can be compared.
  ///   - new: what comes of the same under the new names.
  static func areSame(_ old: [BroughtLines], _ new: [BroughtLines]) -> Bool {
    zip(old, new).allSatisfy { $0.says($1) } && zip(old, new).contains { $0.isSeen(in: $1) }
  }
}

extension BroughtLines {
  /// Whether values do under new names what they did under an old one.
  ///
  /// - Parameters:
  ///   - values: that are tried.
  ///   - names: the new names; several of a variable that was split.
  static func doTheSame(
    _ values: [String], of name: String, in before: [EffectProbe], as names: [String],
    in after: [EffectProbe]
  ) -> Bool {
    let old = values.map { BroughtLines(by: $0, of: [name], without: names, in: before) }
    let new = values.map { BroughtLines(by: $0, of: names, without: [name], in: after) }
    return areSame(old, new) || names.count > 1 && areSplit(old, new)
  }

  /// Whether a setting was split with its variable: what stood in a line under a name stands now under several that begin
  /// with it, and in no other lines.
  private static func areSplit(_ old: [BroughtLines], _ new: [BroughtLines]) -> Bool {
    zip(old, new).allSatisfy { $0.isSplit(into: $1) } && new.contains { !$0.isEmpty }
  }

  private func isSplit(into other: BroughtLines) -> Bool {
    let shared = files.intersection(other.files)
    let old = Self.new(lines.filter { shared.contains($0.key) })
    let new = Self.new(other.lines.filter { shared.contains($0.key) })
    guard Set(old.keys) == Set(new.keys) else { return false }
    return old.allSatisfy { name, lines in
      let (before, after) = (lines.map(\.setting), (new[name] ?? []).map(\.setting))
      return before.allSatisfy { one in after.count { $0.isPart(of: one) } > 1 }
        && after.allSatisfy { part in before.contains { part.isPart(of: $0) } }
    }
  }
}

extension BroughtLines.Line {
  /// What is set in a line, and to what.
  fileprivate struct Setting {
    let name: ArraySlice<UInt8>
    let value: ArraySlice<UInt8>

    /// Whether the same value is set under a name that begins with another one's.
    func isPart(of other: Setting) -> Bool {
      guard value == other.value, name.count > other.name.count + 1,
        name.starts(with: other.name)
      else { return false }
      return [0x2D, 0x2E, 0x5F].contains(name[name.startIndex + other.name.count])
    }
  }

  /// The line as a setting: a name up to a blank, `=` or `:`, and the rest.
  fileprivate var setting: Setting {
    let line = text.drop { [0x09, 0x20].contains($0) }
    let name = line.prefix { ![0x09, 0x20, 0x3A, 0x3D].contains($0) }
    return Setting(name: name, value: line.dropFirst(name.count))
  }
}

extension EffectProbe {
  /// Values that mean something to whatever reads them: yes, and a word that nothing is compared with.
  static let tried = ["1", "true", anyWord]

  /// A word that nothing is compared with.
  static let anyWord = "qzxjq"

  /// Whether no value of a variable changes anything that comes of it.
  func isWithoutEffect(_ name: String) -> Bool {
    (Self.tried + compared.sorted()).allSatisfy { value in
      BroughtLines(by: value, of: [name], in: [self]).isEmpty
    }
  }
}
