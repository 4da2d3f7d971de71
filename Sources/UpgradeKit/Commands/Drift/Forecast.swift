import Findings
import GitKit
import PatchKit
import Reports

/// What upstream brings after a release, as far as it concerns the deployment and the patch set.
///
/// It belongs to one thread, like the context.
final class Forecast {
  private let base: Release
  private let tip: Release
  private let context: Context
  private let upstream: Upstream
  private let environmentFiles: EnvironmentFiles
  private var trials: [ObjectID: UpgradeTrial] = [:]

  /// The most that is named of what the next release would need.
  private static let shownNeeds = 10
  /// The most generated files that are named.
  private static let shownFiles = 10
  /// The most services that are named with it.
  private static let shownServices = 4

  /// - Parameters:
  ///   - base: what has been released, and is known.
  ///   - tip: the commit that the next release is forecast from.
  init(
    from base: Release, to tip: Release, in context: Context, _ environmentFiles: EnvironmentFiles
  ) throws(UpgradeFailure) {
    (self.base, self.tip, self.context) = (base, tip, context)
    self.environmentFiles = environmentFiles
    upstream = try context.sources.openUpstream(wanting: tip.reference)
  }

  /// Something that the next release would stop with, or need: what stays the same of it from commit to commit.
  struct Event: Hashable {
    let kind: String
    let place: String
    let text: String

    init(_ finding: Finding, at release: Release) {
      kind = finding.code.rawValue
      place = finding.places.first?.path ?? ""
      text = Self.unnamed(finding.headline, release)
    }

    private init(kind: String, place: String, text: String) {
      (self.kind, self.place, self.text) = (kind, place, text)
    }

    /// What a need is about: each service and each name in it by itself, so that one more of them is something new, and
    /// the others stay what they were.
    static func all(of need: ReportedPrecondition, at release: Release) -> Set<Event> {
      let parts = unnamed(need.text, release).split(
        separator: "`", omittingEmptySubsequences: false
      ).map(String.init)
      // Behind the first name, a sentence may be another one with one name than with two.
      let topic = "\(need.kind.rawValue) \(parts.first ?? "")"
      let names = parts.indices.filter { !$0.isMultiple(of: 2) }.map { parts[$0] }
      let events =
        names.map { Event(kind: topic, place: "", text: $0) }
        + need.services.map { Event(kind: topic, place: $0, text: "") }
      return events.isEmpty ? [Event(kind: topic, place: "", text: "")] : Set(events)
    }

    /// A text without the names of the state of upstream that it is about.
    private static func unnamed(_ text: String, _ release: Release) -> String {
      [release.name.description, release.name.reference, release.name.tag].reduce(text) {
        $0.replacing($1, with: "…")
      }
    }
  }

  /// What an upgrade to a commit would come to.
  func trial(at commit: ObjectID) throws(UpgradeFailure) -> UpgradeTrial {
    if let known = trials[commit] { return known }
    try context.places.checkCancelled()
    let trial = try UpgradeTrial(
      to: try release(commit), in: context, environmentFiles: environmentFiles, isForecast: true)
    trials[commit] = trial
    return trial
  }

  private func release(_ commit: ObjectID) throws(UpgradeFailure) -> Release {
    if commit == base.commit { return base }
    return commit == tip.commit ? tip : try upstream.release(of: commit)
  }

  /// What an upgrade to a commit would stop with, beyond what it stops with at the base.
  func newStops(at commit: ObjectID) throws(UpgradeFailure) -> [(event: Event, finding: Finding)] {
    let release = try release(commit)
    let known = Set(try trial(at: base.commit).stops.map { Event($0, at: base) })
    return try trial(at: commit).stops.map { (Event($0, at: release), $0) }
      .filter { !known.contains($0.0) }
  }

  /// What an upgrade to a commit would need, beyond what it needs at the base, with what is new in it; nothing where one
  /// of them stops.
  func newNeeds(
    at commit: ObjectID
  ) throws(UpgradeFailure) -> [(events: Set<Event>, need: ReportedPrecondition)] {
    let first = try trial(at: base.commit)
    guard first.stops.isEmpty else { return [] }
    let release = try release(commit)
    let known = Set(first.needs.flatMap { Event.all(of: $0, at: base) })
    return try trial(at: commit).needs
      .filter { ![.restart, .command].contains($0.kind) }
      .map { (Event.all(of: $0, at: release).subtracting(known), $0) }
      .filter { !$0.0.isEmpty }
  }

  /// Everything that an upgrade to a commit would stop with or need, beyond what it does at the base.
  func events(at commit: ObjectID) throws(UpgradeFailure) -> Set<Event> {
    Set(try newStops(at: commit).map(\.event)).union(try newNeeds(at: commit).flatMap(\.events))
  }

  /// What is to be said of it: what would stop an upgrade, what it would need, and last, what all of it is about.
  ///
  /// - Parameter place: where the deployment is said to be at its release.
  func findings(at place: Place) throws(UpgradeFailure) -> [Finding] {
    let found = try stopsAndNeeds(at: place)
    return found + [try summary(at: place, isClear: found.isEmpty)]
  }

  /// How many commits upstream has after the release, and which generated files they change.
  private func summary(at place: Place, isClear: Bool) throws(UpgradeFailure) -> Finding {
    let count = try upstream.distance(from: base, to: tip)
    let commits = count == 1 ? "1 commit" : "\(count) commits"
    let old = try context.sources.inputs(for: base).generation.tree
    let new = try context.sources.inputs(for: tip).generation.tree
    let paths = Set(old.paths).union(new.paths).filter { old[$0] != new[$0] }.sorted()
    var shown = paths.prefix(Self.shownFiles).map(\.description)
    if paths.count > shown.count { shown.append("\(paths.count - shown.count) more") }
    var evidence = ["up to @\(tip.commit.short), of \(try upstream.day(of: tip))"]
    if try trial(at: tip.commit).stops.isEmpty {
      evidence.append(
        paths.isEmpty
          ? "the generated files would stay as they are"
          : "generated files that would change: \(shown.joined(separator: ", "))")
    }
    return Finding(
      .sinceNewestRelease,
      "upstream has \(commits) since \(base.name)"
        + (isClear ? ": nothing in them stops an upgrade or has to be prepared for" : ""),
      places: [place], evidence: evidence,
      advice: [
        "see what containers would read otherwise: `confomeet-upgrade config @\(tip.commit.short)`"
      ])
  }

  private func stopsAndNeeds(at place: Place) throws(UpgradeFailure) -> [Finding] {
    let stops = try newStops(at: tip.commit).map { (event, finding) throws(UpgradeFailure) in
      let (evidence, cause) = try turn(upTo: tip) { (commit) throws(UpgradeFailure) in
        try newStops(at: commit).contains { $0.event == event }
      }
      return Finding(
        .forecastStop, "upstream's next release would stop an upgrade: \(finding.headline)",
        places: finding.places,
        evidence: ["the conflict is \(finding.code.rawValue)"] + evidence + finding.evidence,
        advice: finding.advice.filter { !$0.contains("--mark-conflicts") },
        causes: cause.map { [$0] } ?? finding.causes)
    }
    guard let end = try lastWithoutStop() else { return stops }
    return stops + (try neededFindings(at: place, upTo: end))
  }

  /// The tip, or where an upgrade stops there, the last commit before the first one with which it does; `nil` when that
  /// is released. What it would need behind that depends on what a person decides.
  private func lastWithoutStop() throws(UpgradeFailure) -> Release? {
    guard try !trial(at: tip.commit).stops.isEmpty else { return tip }
    let first = try upstream.firstCommit(from: base.commit, to: tip.commit) {
      (commit) throws(UpgradeFailure) in try !trial(at: commit).stops.isEmpty
    }
    guard let last = first?.parents.first, last != base.commit,
      try trial(at: last).stops.isEmpty
    else { return nil }
    return try release(last)
  }

  /// A finding for each commit that brings something people would have to know or do.
  private func neededFindings(
    at place: Place, upTo end: Release
  ) throws(UpgradeFailure) -> [Finding] {
    var findings: [(evidence: [String], cause: Cause?, needs: [ReportedPrecondition])] = []
    for (events, need) in try newNeeds(at: end.commit) {
      for event in events.sorted(by: { ($0.place, $0.text) < ($1.place, $1.text) }) {
        let (evidence, cause) = try turn(upTo: end) { (commit) throws(UpgradeFailure) in
          try newNeeds(at: commit).contains { $0.events.contains(event) }
        }
        if let index = findings.firstIndex(where: { $0.evidence == evidence }) {
          if !findings[index].needs.contains(need) { findings[index].needs.append(need) }
        } else {
          findings.append((evidence, cause, [need]))
        }
      }
    }
    let beyond =
      end.commit == tip.commit
      ? []
      : ["beyond it an upgrade stops: what it would need then is not known before that is decided"]
    return findings.map { (evidence, cause, needs) in
      let count = needs.count == 1 ? "1 thing" : "\(needs.count) things"
      var shown = needs.prefix(Self.shownNeeds).map(Self.line)
      if needs.count > shown.count { shown.append("\(needs.count - shown.count) more") }
      return Finding(
        .forecastNeed,
        "upstream's next release would change \(count) for whoever starts the containers",
        places: [place], evidence: shown + evidence + beyond,
        advice: ["prepare for it: the upgrade to the release will ask for the same"],
        causes: cause.map { [$0] } ?? [])
    }
  }

  /// A need with the services that it is about.
  private static func line(_ need: ReportedPrecondition) -> String {
    switch need.services.count {
    case 0: need.text
    case 1...shownServices: "\(need.services.joined(separator: ", ")): \(need.text)"
    default: "\(need.services.count) services: \(need.text)"
    }
  }

  /// The commit with which something begins to be so, and in words the last one with which it isn't.
  ///
  /// Of a commit at which an upgrade stops it can't be told that something isn't so: what stops it hides the rest. Where
  /// those just before are such commits, no commit is the one.
  private func turn(
    upTo tip: Release, where isSo: (ObjectID) throws(UpgradeFailure) -> Bool
  ) throws(UpgradeFailure) -> (evidence: [String], cause: Cause?) {
    guard
      let commit = try upstream.firstCommit(from: base.commit, to: tip.commit, where: isSo)
    else { return ([], nil) }
    var parent = commit.parents.first
    var unknown = 0
    while let id = parent, try !trial(at: id).stops.isEmpty {
      unknown += 1
      parent = try upstream.read { () throws(GitError) in try upstream.repository.commit(id) }
        .parents.first
    }
    var evidence: [String] = []
    if let parent {
      let before = try release(parent)
      evidence.append(
        "up to \(before.name), of \(try upstream.day(of: before)), an upgrade goes without it")
    }
    evidence.append("tried up to \(tip.name)")
    guard unknown == 0 else {
      evidence.insert(
        "with @\(commit.id.short) it is so; at the commits in between, \(unknown) of them, an upgrade would stop",
        at: evidence.count - 1)
      return (evidence, nil)
    }
    return (evidence, Cause(commit, firstRelease: nil))
  }
}
