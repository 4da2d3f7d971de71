import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What is edited in files of variables, by variable: what an upgrade renamed is renamed where that changes nothing, what it
/// left dead is commented out, what it needs is added without a value.
///
/// It belongs to one thread.
struct EnvironmentEdits {
  private(set) var amendment = EnvAmendment()
  /// What a person has to do, and why.
  private(set) var left: [EnvironmentReport.Edit.Left] = []

  private let subject: EnvironmentSubject
  private let survey: ReleaseSurvey
  private let target: UpgradeInputs
  private let readings = EffectiveReadings()
  private let probes: [EffectProbe]
  private let releases: ReleaseProbes
  /// The release that the deployment is at; `nil` without one.
  private let deployed: ReleaseName?

  /// Decides.
  ///
  /// - Parameter findings: what was found, but for what people accept.
  init(
    _ findings: [Finding], in subject: EnvironmentSubject, _ survey: ReleaseSurvey,
    target: UpgradeInputs, deployed: ReleaseName?
  ) throws(UpgradeFailure) {
    (self.subject, self.survey, self.target) = (subject, survey, target)
    self.deployed = deployed
    releases = ReleaseProbes(
      survey, target: target.release, sources: subject.context.sources, readings)
    probes = EffectProbe.all(of: subject.model, readings)
    for finding in findings {
      switch finding.code {
      case .variableRenamed: for name in finding.variables where isFree(name) { try rename(name) }
      case .oldNameHonoured: for name in finding.variables where isFree(name) { try replace(name) }
      case .variableUnknown: for name in finding.variables where isFree(name) { commentOut(name) }
      case .variableNotRead:
        for name in finding.variables where isFree(name) { commentOutUnread(name) }
      case .requiredVariableMissing, .variableWithoutValue, .neededVariableMissing:
        for name in finding.variables { add(name, finding) }
      default: break
      }
    }
    leaveReferenced()
  }

  private var context: EnvironmentContext { subject.context }

  /// What patches need, by name.
  private var needs: [String: NeededVariable] {
    NeededVariables(target.generation.patches).byName
  }

  /// Whether no file of people's own uses a variable; otherwise it is left to them.
  private mutating func isFree(_ name: String) -> Bool {
    guard let file = subject.ownFile(using: name) else { return true }
    leave(
      name,
      file.names(name)
        ? "`\(file.path)` names it" : "`\(file.path)` gives a container a whole file of variables")
    return false
  }

  private mutating func leave(_ name: String, _ reason: String) {
    left.append(EnvironmentReport.Edit.Left(name: name, reason: reason))
  }

  /// Names that a release had once and that only other lines use now are nobody's findings.
  private mutating func leaveReferenced() {
    for name in context.values.names
    where context.values.isReferenced(name) && subject.former[name]?.newNames.isEmpty == true {
      leave(name, "other lines refer to it, though \(target.release.name) doesn't read it any more")
    }
  }

  /// Whether no other line refers to a variable; otherwise it is left to people.
  private mutating func isAlone(_ name: String, now names: [String]) -> Bool {
    guard context.values.isReferenced(name) else { return true }
    let shown = EnvironmentContext.list(names.map { "`\($0)`" })
    leave(name, "other lines refer to it: set \(shown) there, too, and take this line out")
    return false
  }

  /// The new names of a variable have its value from now on, unless one of them stands there itself.
  private mutating func take(_ name: String, to names: [String]) {
    let set = names.filter { context.values.values[$0] != nil }
    if set.contains(where: { context.values.values[$0]?.isEmpty == false }) {
      amendment.commentedOut.insert(name)
    } else if let first = set.first {
      leave(name, "`\(first)` is there without a value: set it, and take this line out")
    } else if let first = names.first(where: context.values.isReferenced) {
      leave(name, "other lines refer to `\(first)`")
    } else {
      amendment.renamed[name] = names
    }
  }

  // MARK: Renames

  private mutating func rename(_ name: String) throws(UpgradeFailure) {
    guard let former = subject.former[name] else { return try replace(name) }
    guard isAlone(name, now: former.newNames) else { return }
    let names = former.newNames
    if names.allSatisfy({ context.values.values[$0]?.isEmpty == false }) {
      // Nothing reads the old one any more, whatever its value is.
      amendment.commentedOut.insert(name)
      return
    }
    guard try releases.doTheSame(name, former) == true else {
      let shown = EnvironmentContext.list(names.map { "`\($0)`" })
      return leave(
        name,
        "\(shown) \(names.count == 1 ? "doesn't" : "don't") do the same with every value")
    }
    take(name, to: names)
  }

  /// An old name that is still taken, by some services or all.
  private mutating func replace(_ name: String) throws(UpgradeFailure) {
    guard let new = context.map[name]?.presentName, let value = context.values.values[name],
      isAlone(name, now: [new])
    else { return }
    if context.values.values[new]?.isEmpty == false {
      // Where the new one has a value, that counts.
      guard probes.allSatisfy({ $0.effect(of: [:]) == $0.effect(of: [name: nil]) }) else {
        return leave(name, "`\(new)` is set as well, and something takes this one all the same")
      }
      amendment.commentedOut.insert(name)
      return
    }
    let different = probes.filter { probe in
      probe.effect(of: [name: value]) != probe.effect(of: [name: nil, new: value])
    }
    if !different.isEmpty, try !isFromBefore(name, new) {
      let services = EnvironmentContext.list(different.map { "`\($0.service.name)`" }.sorted())
      return leave(
        name,
        "`\(new)` changes \(services) as well, where this one has no effect: set it, if that is meant"
      )
    }
    take(name, to: [new])
  }

  /// Whether a deployment comes from a release where the old name did what the new one does now.
  private func isFromBefore(_ name: String, _ new: String) throws(UpgradeFailure) -> Bool {
    guard let deployed, let change = try survey.rename(of: name, before: target.release),
      change.newNames == [new], let last = ReleaseName(change.lastRelease), deployed <= last
    else { return false }
    return try releases.doTheSame(name, change) == true
  }

  // MARK: What is dead

  private mutating func commentOut(_ name: String) {
    guard !EnvironmentContext.looksLikeValue(name) else { return }
    guard context.map[name]?.overridden.isEmpty != false else {
      return leave(name, "another compose file overrides what uses it")
    }
    if let idle = context.map.deployed?.idle[name] {
      return leave(name, "`\(idle)` uses it, and is not run")
    }
    guard subject.former[name] != nil || context.map[name]?.declarations.isEmpty == false else {
      return leave(name, "no release up to \(target.release.name) has it: it may be yours")
    }
    amendment.commentedOut.insert(name)
  }

  private mutating func commentOutUnread(_ name: String) {
    guard isDead(name) else {
      return leave(name, "a program of an image may read it")
    }
    amendment.commentedOut.insert(name)
  }

  /// Whether everything that reads a variable is known, and no value changes anything.
  private func isDead(_ name: String) -> Bool {
    let getting = Set(context.map.services.filter { $0.gets(name) }.map(\.name))
    let readers = probes.filter { getting.contains($0.service.name) }
    return readers.count == getting.count
      && readers.allSatisfy { $0.isDead(name) }
  }

  // MARK: What is needed

  private mutating func add(_ name: String, _ finding: Finding) {
    guard context.values.values[name] == nil,
      !amendment.added.contains(where: { $0.name == name })
    else { return }
    let needed = finding.code == .neededVariableMissing ? needs[name] : nil
    amendment.added.append(
      EnvAmendment.Addition(
        name, comment: needed?.comment ?? finding.headline.replacing("`", with: "")))
  }
}

extension NeededVariable {
  /// What it is for, with a value that suits, in a line.
  fileprivate var comment: String {
    summary + (isSecret ? "" : example.map { ", for example \($0)" } ?? "")
  }
}
