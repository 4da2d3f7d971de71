import Findings
import GitKit
import PatchKit

extension EnvironmentEffects {
  /// What was found by where names stand, told by what the containers do with them.
  func revised(_ found: [Finding]) -> [Finding] {
    found.map { finding in
      guard finding.code == .oldNameHonoured, let name = finding.variables.first else {
        return finding
      }
      return oldName(name, finding)
    }
  }

  /// That an old name is taken, and by whom; that it isn't by all is what matters, for then services differ.
  private func oldName(_ name: String, _ finding: Finding) -> Finding {
    guard let new = context.map[name]?.presentName,
      context.values.values[new]?.isEmpty != false
    else { return finding }
    var services: [EffectProbe.OldNameReading: [String]] = [:]
    for probe in readers(of: name, in: probes) {
      services[probe.reading(of: name, for: new), default: []].append(probe.service.name)
    }
    let taking = (services[.taken] ?? []).sorted()
    guard !taking.isEmpty || services[.ignored] != nil else { return finding }
    let taken =
      taking.isEmpty ? [] : ["taken by \(EnvironmentContext.list(taking)) where `\(new)` is empty"]
    guard let ignoring = services[.ignored]?.sorted() else {
      var finding = finding
      finding.evidence = taken
      return finding
    }
    return Finding(
      .variableRenamed,
      "`\(name)` is named `\(new)`, and \(EnvironmentContext.list(ignoring)) \(ignoring.count == 1 ? "does" : "do") not take the old name",
      places: finding.places, evidence: taken, advice: finding.advice
    ).about([name])
  }

  /// Variables that are read, and that no value of has an effect.
  ///
  /// - Parameter names: those of which nothing is told yet.
  func deadFindings(on names: [String]) -> [Finding] {
    names.compactMap { name in dead(name).map { $0.about([name]) } }
  }

  private func dead(_ name: String) -> Finding? {
    guard let variable = context.map[name], variable.interpolations.isEmpty,
      !variable.isReadByPrograms, !context.values.isReferenced(name),
      // Who passes a variable on by a line of his own knows what it is for.
      !variable.passed.contains(where: { $0.isOwn && $0.value == nil })
    else { return nil }
    let services = context.map.services.filter { $0.gets(name) }
    let readers = readers(of: name, in: probes)
    guard !services.isEmpty, Set(services.map(\.name)) == Set(readers.map(\.service.name)),
      // A program may be told of it.
      !services.contains(where: { $0.texts.contains { $0.contains(name) } }),
      readers.allSatisfy({ $0.isDead(name) })
    else { return nil }
    let reading = services.filter { $0.reads(name) != false }.map(\.name)
    guard !reading.isEmpty else { return nil }
    return Finding(
      .variableNotRead,
      "`\(name)` has no effect: \(EnvironmentContext.list(Set(reading).sorted())) \(Set(reading).count == 1 ? "reads" : "read") it, and \(Set(reading).count == 1 ? "does" : "do") nothing with it",
      places: places(of: name, reading),
      evidence: [
        "no value of it changes a file that is made of templates, or what start scripts do"
      ],
      advice: ["take it out of \(context.path(of: name))"])
  }
}
