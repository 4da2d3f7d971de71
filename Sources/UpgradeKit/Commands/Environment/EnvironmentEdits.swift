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
  private var known: [ReleaseName: [EffectProbe]] = [:]

  /// Decides.
  ///
  /// - Parameter findings: what was found, but for what people accept.
  init(
    _ findings: [Finding], in subject: EnvironmentSubject, _ survey: ReleaseSurvey,
    target: UpgradeInputs
  ) throws(UpgradeFailure) {
    (self.subject, self.survey, self.target) = (subject, survey, target)
    probes = EffectProbe.all(of: subject.model, readings)
    for finding in findings {
      switch finding.code {
      case .variableRenamed: for name in finding.variables where isFree(name) { try rename(name) }
      case .oldNameHonoured: for name in finding.variables where isFree(name) { replace(name) }
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

  /// Whether no compose file of people's own uses a variable; otherwise it is left to them.
  private mutating func isFree(_ name: String) -> Bool {
    guard let path = subject.ownFile(using: name) else { return true }
    leave(name, "`\(path)` uses it, or gives a container a whole file of variables")
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
    guard let former = subject.former[name], isAlone(name, now: former.newNames) else { return }
    let names = former.newNames
    if names.allSatisfy({ context.values.values[$0]?.isEmpty == false }) {
      // Nothing reads the old one any more, whatever its value is.
      amendment.commentedOut.insert(name)
      return
    }
    guard let value = context.values.values[name],
      try doesTheSame(name, value, as: names, former)
    else {
      let shown = EnvironmentContext.list(names.map { "`\($0)`" })
      return leave(
        name,
        "\(shown) \(names.count == 1 ? "doesn't" : "don't") do the same with every value")
    }
    take(name, to: names)
  }

  /// Whether the new names do what the old one did.
  private mutating func doesTheSame(
    _ name: String, _ value: String, as names: [String], _ former: EnvironmentCheck.FormerVariable
  ) throws(UpgradeFailure) -> Bool {
    guard let before = try probes(at: former.lastRelease),
      let after = try probes(at: former.changedIn)
    else { return false }
    return BroughtLines.doTheSame(
      [value] + EffectProbe.tried, of: name, in: before, as: names, in: after)
  }

  /// An old name that is still taken.
  private mutating func replace(_ name: String) {
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
    guard different.isEmpty else {
      let services = EnvironmentContext.list(different.map(\.service.name).sorted())
      return leave(name, "`\(new)` does something else in \(services), which take it alone")
    }
    take(name, to: [new])
  }

  /// The containers of a release with these variables; `nil` for a release that is not there.
  private mutating func probes(at reference: String) throws(UpgradeFailure) -> [EffectProbe]? {
    let release =
      target.release.name.reference == reference
      ? target.release : ReleaseName(reference).flatMap { survey.upstream.catalogue[$0] }
    guard let release else { return nil }
    if let known = known[release.name] { return known }
    let tree = try survey.upstream.files(of: release)
    guard let variables = variables(with: tree) else { return nil }
    let probes = EffectProbe.all(
      of: tree, at: release.name, variables, survey.readings.files, readings)
    known[release.name] = probes
    return probes
  }

  /// The variables without those that choose compose files or releases of images: another release has its own. Passwords
  /// that are missing have a stand-in.
  private func variables(with tree: FileTree) -> ComposeEnvironment? {
    var amendment = EnvAmendment()
    for (name, value) in context.values.values
    where name.hasPrefix("COMPOSE_") || ReleaseName(value) != nil {
      amendment.commentedOut.insert(name)
    }
    do {
      var files: [(path: TreePath, bytes: [UInt8])] = []
      if let path = TreePath.optional("env.example"), let example = tree[path] {
        files.append((path, ComposeEnvironment.standIns(for: example.content)))
      }
      for source in context.sources.reversed() {
        guard let path = TreePath.optional(source.path) else { continue }
        files.append((path, try source.file.amended(amendment).bytes))
      }
      return try ComposeEnvironment(named: files)
    } catch {
      // Compose refuses them, which was told.
      return nil
    }
  }

  // MARK: What is dead

  private mutating func commentOut(_ name: String) {
    guard !EnvironmentContext.looksLikeValue(name) else { return }
    guard context.map[name]?.overridden.isEmpty != false else {
      return leave(name, "another compose file overrides what uses it")
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
      && readers.allSatisfy { $0.isFollowed(name) && $0.isWithoutEffect(name) }
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
