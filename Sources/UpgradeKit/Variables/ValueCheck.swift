import Findings
import GitKit
import PatchKit

/// What values of `.env` are held against besides the names that files use: what containers make of them, what patches
/// need, what upstream's defaults were.
struct ValueCheck {
  /// What a variable's default was.
  struct FormerDefault {
    /// The last release that had it.
    let lastRelease: String
    /// The release that brought another one.
    let changedIn: String
  }

  /// What the patches need that made what runs.
  let patches: NeededVariables
  /// What runs now, where that is something else.
  var before: EnvironmentEffects.State?

  /// Everything that is wrong with values, and what was found before, told by its effect.
  ///
  /// - Parameters:
  ///   - after: what runs, or would run.
  ///   - found: what was found before: a variable that goes nowhere has no value worth a look.
  ///   - formerDefaults: which of some values their variables had for a default, by name.
  func findings<Failure: Error>(
    in context: EnvironmentContext, _ after: EnvironmentEffects.State, besides found: [Finding],
    formerDefaults: ([String: String]) throws(Failure) -> [String: FormerDefault]
  ) throws(Failure) -> [Finding] {
    let told = Set(found.filter { Self.unread.contains($0.code) }.flatMap(\.variables))
    let effects = EnvironmentEffects(context, after, before: before)
    let dead = effects.deadFindings(on: context.values.names.filter { !told.contains($0) })
    let unread = told.union(dead.flatMap(\.variables))
    let names = context.values.names.filter { !unread.contains($0) }
    let needs = patches.findings(in: context, after.model)
    let needed = Set(needs.filter { $0.code == .valueNotOfKind }.flatMap(\.variables))
    var findings = effects.revised(found) + dead + needs
    findings += effects.findings(on: names.filter { !needed.contains($0) })
    let candidates = candidates(names, context).filter { effects.matters($0.key) }
    guard !candidates.isEmpty else { return findings }
    let former = try formerDefaults(candidates)
    for name in names {
      guard let former = former[name] else { continue }
      let now = context.map[name].map { context.map.defaults(of: $0) }?.shown
      findings.append(
        Finding(
          .formerDefault,
          "the value of `\(name)` was its default up to \(former.lastRelease)",
          places: [context.place(of: name)],
          evidence: now.map { ["since \(former.changedIn) the default is `\($0)`"] } ?? [],
          advice: ["take the line out to follow the default, unless the value is meant"]
        ).about([name]))
    }
    return findings
  }

  /// The values of which upstream may have moved the default: paths and addresses that are not the default now.
  private func candidates(
    _ names: [String], _ context: EnvironmentContext
  ) -> [String: String] {
    var candidates: [String: String] = [:]
    for name in names {
      guard let value = context.values.values[name], value.contains("/"),
        let variable = context.map[name], !variable.isReadByPrograms
      else { continue }
      let defaults = context.map.defaults(of: variable)
      guard !defaults.values.isEmpty, !defaults.has(value) else { continue }
      candidates[name] = value
    }
    return candidates
  }

  /// What says that a variable goes nowhere, or that nobody knows its value: there is nothing to look at.
  private static let unread: Set<FindingCode> = [
    .variableUnknown, .variableRenamed, .variableNotRead, .variableNotPassed, .valueNotReadable,
  ]
}
