import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// The edits of files of variables, in steps: what one step comments out may leave something else without a use.
///
/// It belongs to one thread.
struct EnvironmentEditing {
  /// The files as they will be after the steps so far.
  private(set) var writing: EnvironmentWriting

  private let job: EnvironmentFileCheck
  private let sources: [EnvironmentSource]
  private var edits: EnvironmentEdits
  private var steps: [EnvironmentEdits] = []

  /// More than these no files need: each step takes lines out that refer to others.
  private static let mostSteps = 32

  /// Decides about the first step.
  ///
  /// - Parameters:
  ///   - check: the files as they are.
  ///   - findings: what was found, but for what people accept.
  /// - Throws: ``UpgradeFailure`` where it isn't known what runs: nothing is edited then.
  init(
    _ check: EnvironmentFileCheck.Result, _ findings: [Finding], _ job: EnvironmentFileCheck
  ) throws(UpgradeFailure) {
    try job.context.deployment.checkWhole()
    guard let subject = check.subject else {
      throw UpgradeFailure(
        check.findings.filter(\.code.saysWhyNotChecked)
          + [check.obstacle.finding(for: job.target.release.name)])
    }
    self.job = job
    sources = subject.context.sources
    edits = try EnvironmentEdits(
      findings, in: subject, job.survey, target: job.target,
      deployed: try job.context.lockedRelease?.name)
    // A file that can't be edited stops the run, whatever there would be to edit.
    writing = try EnvironmentWriting(
      [EnvAmendment()], of: sources, for: job.target.release.name, in: job.context)
  }

  /// Makes a step; `nil` when nothing is left to edit.
  mutating func next() throws(UpgradeFailure) -> [TreePath: FileTree.File]? {
    guard !edits.amendment.isEmpty, steps.count < Self.mostSteps else { return nil }
    let next = try EnvironmentWriting(
      steps.map(\.amendment) + [edits.amendment], of: sources,
      for: job.target.release.name, in: job.context)
    guard next.edited != writing.edited else { return nil }
    steps.append(edits)
    writing = next
    return writing.edited
  }

  /// Decides about the next step by what is found after the last one.
  mutating func take(
    _ check: EnvironmentFileCheck.Result, _ findings: [Finding]
  ) throws(UpgradeFailure) {
    guard let subject = check.subject else {
      throw UpgradeFailure(
        check.findings.filter(\.code.saysWhyNotChecked)
          + [check.obstacle.finding(for: job.target.release.name)])
    }
    edits = try EnvironmentEdits(
      findings, in: subject, job.survey, target: job.target,
      deployed: try job.context.lockedRelease?.name)
  }

  /// The edits for the report.
  func reported() throws(UpgradeFailure) -> EnvironmentReport.Edit {
    let context = job.context
    let directory = context.lock?.generated.directory ?? context.patchSet.deployment.directory
    let standing = try writing.standing(in: context, directory)
    var edit = EnvironmentReport.Edit(
      files: writing.reported,
      renamed: steps.flatMap { step in
        step.amendment.renamed.map { .init(name: $0.key, newNames: $0.value) }
      },
      commentedOut: steps.flatMap(\.amendment.commentedOut).sorted(),
      added: steps.flatMap { $0.amendment.added.map(\.name) }, left: edits.left,
      exposed: standing.exposed)
    edit.tracked = standing.tracked
    if let lock = context.lock, lock.upstream.commit != job.target.release.commit {
      edit.deployed = lock.upstream.reference
    }
    return edit
  }
}

extension FindingCode {
  /// Whether it tells why variables were not held against what runs.
  fileprivate var saysWhyNotChecked: Bool {
    [.environmentFileNotReadable, .composeRefuses, .environmentNotChecked].contains(self)
  }
}
