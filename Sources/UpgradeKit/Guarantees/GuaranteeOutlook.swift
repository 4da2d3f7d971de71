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
  ///   - before: the guarantees of the deployment as it is, asked for only when it matters; `nil` when there is none
  ///     yet, or they can't be known.
  init(
    after: DeployedGuarantees,
    before: () throws(UpgradeFailure) -> DeployedGuarantees?
  ) throws(UpgradeFailure) {
    self.after = after
    let refused = after.refused
    guard !refused.isEmpty || after.results.contains(where: \.fails) else {
      (conflicts, notes) = ([], [])
      return
    }
    let before = try before()
    let isLost = { (result: DeployedGuarantees.Result) in before?.holds(result) ?? false }
    var found = after.findings(.guaranteeWouldBeLost, where: isLost) { patch, count in
      "the upgrade would break patch `\(patch)`: \(count) that \(count.hasPrefix("1 ") ? "holds" : "hold") now"
    } advice: { patch, path in
      [
        "restore there what the patch does, and run again",
        "or accept it: `confomeet-upgrade accept U238 \(path) --part \(patch) --because 'why'`",
      ]
    }
    let pinned = PinnedImages(in: after.model, of: after.release)
    found = found.map { pinned.attributed($0, in: after.model) }
    var broken = refused.filter { before?.runs($0.key) ?? false }
    // Without the files that are part of all others, nothing else needs to be told.
    if let whole = after.model.projects.first?.files, let problem = broken[whole] {
      broken = [whole: problem]
    }
    found += broken.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      Self.finding($0.key, $0.value, after)
    }
    conflicts = found
    notes =
      after.findings(.guaranteeLost, where: { !isLost($0) }) { patch, count in
        "local edits break patch `\(patch)`: \(count)"
      } advice: { _, _ in
        [
          "if that was not meant: restore there what the patch does; `confomeet-upgrade drift` shows the edits"
        ]
      }
  }

  private static func finding(
    _ files: [TreePath], _ problem: ComposeProblem, _ after: DeployedGuarantees
  ) -> Finding {
    let path = (problem.file ?? files.last)?.text
    return Finding(
      .composeWouldRefuse,
      "Compose would refuse the merged files: \(problem.message)",
      places: [
        after.place(of: problem) ?? path.map { Place(.deployment, $0) }
      ].compactMap(\.self),
      evidence: ["run together: \(files.map(\.text).joined(separator: ", "))"],
      advice: [
        "correct that in the deployment, and run again",
        "or accept it: `confomeet-upgrade accept U239 \(path ?? ".") --because 'why'`",
      ])
  }
}

extension DeployedGuarantees {
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
