import Findings
import GitKit
import PatchKit

/// The patch set tried on single commits of upstream, each once.
final class PatchSetTrials {
  /// What came of it at one commit.
  private struct Trial {
    /// The manifest's places of what stands in the way.
    let conflicts: Set<Place>
    /// What stands in the way of taking files, by code and headline.
    let obstacles: Set<String>
    /// The manifest's places of guarantees that are not held.
    let broken: Set<Place>
  }

  private let patchSet: PatchSet
  private let target: Release
  private let upstream: Upstream
  private let readings = FileReadings()
  private var trials: [ObjectID: Trial] = [:]

  /// Makes trials.
  ///
  /// - Parameter target: the release that commits are taken for: some edits write its name.
  init(of patchSet: PatchSet, for target: Release, in upstream: Upstream) {
    (self.patchSet, self.target, self.upstream) = (patchSet, target, upstream)
  }

  /// Whether what a finding says is so at a commit.
  func shows(_ finding: Finding, at commit: ObjectID) throws(GitError) -> Bool {
    let trial = try trial(at: commit)
    if let place = finding.places.first, place.tree == .patchSet {
      return trial.conflicts.contains(place) || trial.broken.contains(place)
    }
    return trial.obstacles.contains(Self.key(of: finding))
  }

  private func trial(at commit: ObjectID) throws(GitError) -> Trial {
    if let known = trials[commit] { return known }
    let made = try make(at: commit)
    trials[commit] = made
    return made
  }

  private func make(at commit: ObjectID) throws(GitError) -> Trial {
    let release = Release(name: target.name, commit: commit, tagObject: nil)
    let files = try upstream.tree(at: commit)
    var workspace = Workspace(
      release: release.name, upstream: files, history: upstream.history(for: release),
      readings: readings, folder: patchSet.deployment.directory)
    let outcomes = patchSet.patches.map { $0.apply(to: &workspace) }
    if let problem = upstream.historyProblems.take() { throw problem }
    let closure = Closure(of: workspace, include: patchSet.deployment.include)
    let subject = GuaranteeSubject(
      release: release.name, upstream: files, generated: closure.files, readings: readings)
    // Other patches may be in conflict at this commit, which says nothing on this one's guarantees.
    let checked = outcomes.filter(\.conflicts.isEmpty).flatMap { $0.checkGuarantees(on: subject) }
    return Trial(
      conflicts: Set(outcomes.flatMap(\.conflicts).compactMap(\.places.first)),
      obstacles: Set(closure.findings.map(Self.key)),
      broken: Set(checked.filter { !$0.check.isHeld }.map(\.stated.place.place)))
  }

  private static func key(of finding: Finding) -> String {
    "\(finding.code.rawValue) \(finding.headline)"
  }
}
