import GitKit
import PatchKit
import Reports

extension Investigation {
  /// Why a patch uses another variant than the deployment was generated with; `nil` when it does not.
  ///
  /// - Parameter isExplained: whether the history is asked why, and since when.
  func variantChange(
    of outcome: PatchOutcome, isExplained: Bool
  ) -> ReportedVariantChange? {
    let patch = outcome.patch
    guard let from = lock?.variants[patch.id], let variant = outcome.variant, from != variant.name
    else { return nil }
    let old = patch.variants.first { $0.name == from }
    let known =
      !isExplained
      ? nil
      : ask { range throws(GitError) in
        let conditions = variant.when.map { ($0, true) } + (old?.when ?? []).map { ($0, false) }
        var decisions: [ReportedVariantChange.Decision] = []
        for (stated, holds) in conditions {
          // Without a commit that changed it, the condition did not decide.
          let causes = try range.causes(of: stated.condition)
          guard !causes.isEmpty else { continue }
          decisions.append(
            ReportedVariantChange.Decision(
              condition: stated.condition.statement, holds: holds, causes: causes))
        }
        let since = try range.since { release throws(GitError) in
          try range.variant(of: patch, at: release.commit)?.name == variant.name
        }
        return (since: since, decisions: decisions)
      }
    let retired = (old?.builtServices ?? []).filter { !variant.builtServices.contains($0) }
    return ReportedVariantChange(
      from: from, to: variant.name, since: known?.since?.name.description, retiredImages: retired,
      decisions: known?.decisions ?? [])
  }

  /// That upstream has all that a patch does; `nil` when it has not.
  ///
  /// The patch is tried alone, since another one of the set may have done its work.
  func retirement(of outcome: PatchOutcome) -> ReportedRetirement? {
    guard !outcome.operations.isEmpty, outcome.operations.allSatisfy(\.changesNothing) else {
      return nil
    }
    return ask { range throws(GitError) in
      let isDone = { (release: Release) throws(GitError) in
        var workspace = Workspace(
          release: release.name, upstream: try range.upstream.tree(at: release.commit))
        let trial = outcome.patch.apply(to: &workspace)
        return !trial.operations.isEmpty && trial.operations.allSatisfy(\.changesNothing)
      }
      guard try isDone(range.target) else { return nil }
      return ReportedRetirement(since: try range.since(isDone)?.name.description)
    } ?? nil
  }
}

extension UpstreamRange {
  /// The first release, of those up to the one asked for without a break, that something is true of; `nil` when it is
  /// true of all back to the base, or the way goes back.
  fileprivate func since(
    _ isTrue: (Release) throws(GitError) -> Bool
  ) throws(GitError) -> Release? {
    guard !isReversed else { return nil }
    var since = target
    for release in releases.reversed() where release.name < target.name {
      guard try isTrue(release) else { return since }
      since = release
    }
    return try isTrue(base) ? nil : since
  }

  /// The variant of a patch that suits a commit.
  fileprivate func variant(of patch: Patch, at commit: ObjectID) throws(GitError) -> Variant? {
    for variant in patch.variants {
      var suits = true
      for stated in variant.when where suits {
        guard let subject = stated.condition.subject else { continue }
        let content = try content(at: subject, in: commit)
        suits = stated.condition.at(target.name).holds(in: content.tree(at: subject))
      }
      if suits { return variant }
    }
    return nil
  }
}

extension Variant {
  /// The services whose image the variant has the deployment build.
  fileprivate var builtServices: [String] {
    operations.compactMap { ($0.operation as? ComposeBuild)?.service }
  }
}

extension OperationResult {
  /// Whether everything was as wanted before.
  fileprivate var changesNothing: Bool {
    if case .already = outcome { true } else { false }
  }
}
