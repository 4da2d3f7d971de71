import Editing
import Findings
import GitKit
import PatchKit

extension EnvironmentContext {
  /// What is to be said of a name that the file sets; nothing when its value goes where it is wanted.
  func findings(on name: String, former: EnvironmentCheck.FormerVariable?) -> [Finding] {
    uses(of: name, former: former).map { $0.about([name]) }
  }

  private func uses(
    of name: String, former: EnvironmentCheck.FormerVariable?
  ) -> [Finding] {
    let isKnown = map[name] != nil || former != nil
    let isForDocker =
      EnvironmentValues.isOfDocker(name) || EnvironmentValues.mayBeOfDocker(name) && !isKnown
    guard !isForDocker else { return [] }
    if values.isReferenced(name) { return usesBesides(of: name, former: former) }
    guard let variable = map[name], variable.isUsed else {
      // With `env_file: .env` a container gets everything.
      let isPassed = map.services.contains(where: \.takesAll)
      return isPassed
        ? unread(map[name] ?? EnvironmentVariable(name)).map { [$0] } ?? []
        : [unusedFinding(on: name, former: former)]
    }
    if let finding = oldName(variable) { return [finding] }
    return unread(variable).map { [$0] } ?? []
  }

  /// What is to be said of a name that other lines refer to: they may be all that it is for, unless it has a new name.
  private func usesBesides(
    of name: String, former: EnvironmentCheck.FormerVariable?
  ) -> [Finding] {
    if let variable = map[name], variable.isUsed {
      return oldName(variable).map { [$0] } ?? []
    }
    guard let former, !former.newNames.isEmpty else { return [] }
    return [unusedFinding(on: name, former: former)].filter { $0.code == .variableRenamed }
  }

  /// A name that no compose file uses.
  private func unusedFinding(
    on name: String, former: EnvironmentCheck.FormerVariable?
  ) -> Finding {
    let release = map.release
    let whose = map.deployed == nil ? "no compose file" : "no compose file that is run"
    if let passed = map[name]?.passed.first {
      return fixedFinding(on: name, passed)
    }
    if let reader = map[name]?.readers.first {
      // An image may be of another release than the files that run it.
      let read = if case .upstream(let other) = reader.place.home { other } else { release }
      return Finding(
        .variableNotPassed,
        "`\(name)` is read by \(reader.image) in \(read), and \(whose) passes it on",
        places: [place(of: name), place(reader.place)],
        evidence: former.map { ["last used in \($0.lastRelease)"] } ?? [],
        advice: [
          "pass it on with a patch, `compose.add-environment`"
            + (map.deployed == nil ? "" : "; or in a compose file of your own")
        ])
    }
    if let former, !former.newNames.isEmpty {
      let names = Self.list(former.newNames.map { "`\($0)`" })
      return Finding(
        .variableRenamed,
        "`\(name)` \(former.newNames.count == 1 ? "is named" : "became") \(names) in \(former.changedIn)",
        places: [place(of: name)] + newPlaces(of: former.newNames),
        evidence: ["last used in \(former.lastRelease)"], advice: ["set \(names) instead"])
    }
    var evidence: [String] = []
    var advice = ["take it out of \(path(of: name))"]
    if let use = map[name]?.overridden.first {
      return Finding(
        .variableUnknown, "`\(name)` does nothing: another file overrides what uses it",
        places: [place(of: name), place(use)], advice: advice)
    }
    if let idle = map.deployed?.idle[name] {
      evidence.append("`\(idle)` uses it, and is not run")
      advice = ["if you run \(idle), name it in `COMPOSE_FILE`; else take the line out"]
    } else if let former {
      evidence.append("last used in \(former.lastRelease)")
    } else if map[name]?.declarations.isEmpty == false {
      evidence.append("it stands in env.example, and no compose file uses it")
    } else if let meant = suggestion(for: name) {
      advice.insert("did you mean `\(meant)`?", at: 0)
    }
    guard !Self.looksLikeValue(name) else {
      return Finding(
        .variableUnknown, "a line does nothing: it looks like a part of the value above it",
        places: [place(of: name)],
        advice: ["put a value of several lines in quotes"])
    }
    return Finding(
      .variableUnknown,
      map.deployed == nil
        ? "`\(name)` does nothing in \(release): \(whose) uses it"
        : "`\(name)` does nothing: \(whose) uses it",
      places: [place(of: name)], evidence: evidence, advice: advice)
  }

  /// Whether a name is more like base64, of a key whose lines stand without quotes: it is shown nowhere then.
  static func looksLikeValue(_ name: String) -> Bool {
    name.utf8.count >= 16 && !name.contains("_") && name.contains(where: \.isLowercase)
      && name.contains(where: \.isUppercase)
  }

  /// A name that a compose file gives a value of its own.
  private func fixedFinding(
    on name: String, _ passed: EnvironmentVariable.Passed
  ) -> Finding {
    let uses = (try? Interpolation.variables(in: passed.value ?? "")) ?? []
    let others = uses.map { "`\($0.name)`" }
    return Finding(
      .variableNotPassed,
      "`\(name)` is not taken from \(path(of: name)): \(passed.place.path) gives \(passed.service) a value of its own",
      places: [place(of: name), place(passed.place)],
      advice: [
        others.isEmpty
          ? map.deployed != nil
            ? "change it in \(passed.place.path)"
            : "change it with a patch, `compose.set-environment`"
          : "set \(Self.list(others)) instead"
      ])
  }

  private func newPlaces(of names: [String]) -> [Place] {
    names.compactMap { name in map[name]?.readers.first.map { place($0.place) } }
  }

  /// A name that is only taken where another one is empty.
  private func oldName(_ variable: EnvironmentVariable) -> Finding? {
    guard let successor = variable.presentName else { return nil }
    if values.values[successor]?.isEmpty == false {
      return Finding(
        .oldNameHonoured,
        "`\(variable.name)` does nothing: it is an old name of `\(successor)`, which is set",
        places: [place(of: variable.name), place(of: successor)],
        advice: ["take it out of \(path(of: variable.name))"])
    }
    let readers = Set(variable.readers.map(\.image)).sorted()
    return Finding(
      .oldNameHonoured, "`\(variable.name)` is an old name of `\(successor)`, still taken",
      places: [place(of: variable.name)]
        + (variable.readers.first.map { [place($0.place)] } ?? []),
      evidence: ["taken by \(Self.list(readers)) where `\(successor)` is empty"],
      advice: ["set `\(successor)` instead"])
  }

  /// A name that services get and none reads. What somebody else's image reads is not known.
  private func unread(_ variable: EnvironmentVariable) -> Finding? {
    let name = variable.name
    guard variable.interpolations.isEmpty, !variable.isReadByPrograms,
      // Who passes a variable on by a line of his own knows what it is for.
      !variable.passed.contains(where: { $0.isOwn && $0.value == nil })
    else { return nil }
    let services = map.services.filter { $0.gets(name) }
    guard !services.isEmpty, services.allSatisfy({ $0.reads(name) == false }) else { return nil }
    let passed = variable.passed.first { $0.value == nil }
    let folders = Set(services.compactMap(\.image).map { $0.folder + "/" }).sorted()
    return Finding(
      .variableNotRead,
      "`\(name)` is passed to \(Self.list(Set(services.map(\.name)).sorted())), and nothing in \(Self.list(folders)) reads it",
      places: [place(of: name)] + (passed.map { [place($0.place)] } ?? []),
      advice: ["take it out of \(path(of: name)), unless a program in the image reads it by itself"]
    )
  }
}
