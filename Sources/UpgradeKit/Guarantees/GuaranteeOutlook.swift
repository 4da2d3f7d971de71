import Findings
import GitKit
import PatchKit

/// What an upgrade does to the guarantees of a deployment.
struct GuaranteeOutlook {
  /// The guarantees of the deployment as it will be.
  let after: DeployedGuarantees
  /// Those that hold before and would not after, and files that Compose runs before and would refuse after: a person
  /// has to decide.
  let conflicts: [Finding]
  /// What is lost before.
  let notes: [Finding]

  /// All there is to tell.
  var findings: [Finding] { conflicts + notes }

  /// Compares.
  ///
  /// - Parameters:
  ///   - stale: names in people's own files that generated files have no more, by file; asked for only when Compose
  ///     refuses something.
  ///   - setting: the guarantees of the deployment as it will be, were a variable that chooses images set to the release;
  ///     asked for only when such a one keeps images at another one.
  ///   - before: the guarantees of the deployment as it is, asked for only when it matters; `nil` when there is none
  ///     yet, or they can't be known.
  init(
    after: DeployedGuarantees,
    stale: () throws(UpgradeFailure) -> [TreePath: [StaleName]] = { () in [:] },
    setting: (_ variable: String) throws(UpgradeFailure) -> DeployedGuarantees,
    before: () throws(UpgradeFailure) -> DeployedGuarantees?
  ) throws(UpgradeFailure) {
    self.after = after
    let refused = after.refused
    guard !refused.isEmpty || after.results.contains(where: \.fails) else {
      (conflicts, notes) = ([], [])
      return
    }
    let before = try before()
    var broken = refused.filter { before?.runs($0.key) ?? false }
    let isLost = { (result: DeployedGuarantees.Result) in before?.holds(result) ?? false }
    // What Compose refuses holds nothing: that is told once, and nobody's edit of the patch's places.
    let isBroken = { (result: DeployedGuarantees.Result) in
      !broken.isEmpty && after.isUndecided(result)
    }
    let pinned = PinnedImages(in: after.model, of: after.release)
    var released: [String: DeployedGuarantees] = [:]
    var found: [Finding] = []
    for group in after.groups(where: { isLost($0) && !isBroken($0) }) {
      let finding = after.finding(.guaranteeWouldBeLost, of: group) { patch, count in
        "the upgrade would break patch `\(patch)`: \(count) that \(count.hasPrefix("1 ") ? "holds" : "hold") now"
      } advice: { patch, path in
        [
          "restore there what the patch does, and run again",
          "or accept it: `confomeet-upgrade accept U238 \(path) --part \(patch) --because 'why'`",
        ]
      }
      guard let pin = pinned.pin(of: finding, in: after.model) else {
        found.append(finding)
        continue
      }
      let alike: DeployedGuarantees
      if let known = released[pin.variable] {
        alike = known
      } else {
        alike = try setting(pin.variable)
        released[pin.variable] = alike
      }
      // What is lost with the release's own images as well, something else takes away.
      let owed = group.results.count { alike.holdsAlike($0) }
      found.append(pinned.attributed(finding, to: pin, owed, of: group.results.count))
    }
    // Without the files that are part of all others, nothing else needs to be told.
    if let whole = after.model.projects.first?.files, let problem = broken[whole] {
      broken = [whole: problem]
    }
    let names = broken.isEmpty ? [:] : try stale()
    found += broken.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { files, problem in
      Self.finding(files, problem, after, files.flatMap { names[$0] ?? [] })
    }
    conflicts = found
    notes =
      after.findings(.guaranteeLost, where: { !isLost($0) && !isBroken($0) }) { patch, count in
        "local edits break patch `\(patch)`: \(count)"
      } advice: { _, _ in
        [
          "if that was not meant: restore there what the patch does; `confomeet-upgrade drift` shows the edits"
        ]
      }
  }

  private static func finding(
    _ files: [TreePath], _ problem: ComposeProblem, _ after: DeployedGuarantees,
    _ stale: [StaleName]
  ) -> Finding {
    let path = (problem.file ?? files.last)?.text
    return Finding(
      .composeWouldRefuse,
      "Compose would refuse the merged files: \(problem.message)",
      places: [
        after.place(of: problem) ?? path.map { Place(.deployment, $0) }
      ].compactMap(\.self),
      evidence: ["run together: \(files.map(\.text).joined(separator: ", "))"]
        + stale.map(\.evidence),
      advice: (stale.isEmpty
        ? ["correct that in the deployment, and run again"]
        : stale.map(\.advice)) + [
          "or accept it: `confomeet-upgrade accept U239 \(path ?? ".") --because 'why'`"
        ], causes: stale.flatMap(\.causes))
  }
}

/// A name in a file of people's own that the generated files have no more, and that the file could not be made to follow.
struct StaleName {
  /// What it is called now, and why the file does not follow.
  let evidence: String
  /// What to write.
  let advice: String
  /// The upstream commits that renamed it.
  let causes: [Cause]
}

extension DeployedGuarantees {
  /// Whether a guarantee of another state with the same files does not fail in this one.
  fileprivate func holdsAlike(_ other: Result) -> Bool {
    results.first { $0.result.patch == other.result.patch && $0.statement == other.statement }
      .map { !$0.fails } ?? false
  }

  /// Whether Compose runs files.
  fileprivate func runs(_ files: [TreePath]) -> Bool {
    model.projects.contains { $0.files == files && $0.project != nil }
  }

  /// Whether a guarantee of a later state holds in this one: the same one, or in another variant of its patch all.
  fileprivate func holds(_ later: Result) -> Bool {
    let own = results.filter { $0.result.patch == later.result.patch }
    if let same = own.first(where: { $0.statement == later.statement }) {
      return same.outcome == .holds
    }
    return !own.isEmpty && own.allSatisfy { $0.outcome == .holds }
  }
}
