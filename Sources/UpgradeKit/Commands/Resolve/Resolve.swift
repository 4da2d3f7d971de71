package import Findings
package import GitKit
package import PatchKit

/// Records how conflicts were settled, so that they are settled the same way again.
package enum Resolve {
  /// What a person asks for, besides the places.
  package struct Options: Sendable {
    /// The files, by their paths in the deployment or on this machine; none for all.
    package var files: [String]
    /// The part of them; `nil` for every conflict.
    package var node: String?
    /// What is decided on conflicts that are not marked; `nil` when the files tell.
    package var take: Resolution.Outcome?
    /// The release whose upgrade comes across them; `nil` for the upgrade that is pending.
    package var release: String?
    /// Why.
    package var reason: String?

    /// Makes options.
    package init(
      files: [String] = [], node: String? = nil, take: Resolution.Outcome? = nil,
      release: String? = nil, reason: String? = nil
    ) {
      self.files = files
      self.node = node
      self.take = take
      self.release = release
      self.reason = reason
    }
  }

  /// One decision.
  package struct Record: Sendable {
    /// The file in the deployment.
    package let path: TreePath
    /// What was recorded.
    package let resolution: Resolution
    /// Whether the same was recorded before.
    package let isOld: Bool
  }

  /// What came of it.
  package struct Result: Sendable {
    /// What is recorded now, in the order of files and places.
    package internal(set) var records: [Record] = []
    /// The markers that are left: with one, nothing is recorded.
    package internal(set) var markers: [Finding] = []
    /// What can't be recorded: with it, nothing is.
    package internal(set) var problems: [Finding] = []
    /// What else there is to tell.
    package internal(set) var notes: [Finding] = []
    /// The release of the upgrade.
    package internal(set) var release: String
  }

  /// Records.
  ///
  /// - Parameter progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when there is nothing to record, or something cannot be read or written.
  package static func run(
    _ options: Options, at places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Result {
    try ResolutionFolder.recover(places.patches)
    let context = try Context.toWrite(places, progress: progress)
    guard let folder = context.deployment.folder else {
      throw UpgradeFailure(
        .nothingToResolve, "there is no deployment",
        advice: ["name the deployment's folder with `--deployment`"])
    }
    progress(.compare)
    var result: Result
    let found: [Found]
    if let take = options.take, let release = options.release {
      (result, found) = try unmarked(take, at: release, options, context, folder)
    } else if let take = options.take {
      (result, found) = try undecided(take, options, context, folder)
    } else {
      (result, found) = try marked(options, context, folder)
    }
    guard result.markers.isEmpty, result.problems.isEmpty else {
      result.tellOfRest(found)
      return result
    }
    let records = try ResolutionFolder(places.patches, of: context.patchSet)
    for (found, written) in zip(found, try records.write(found.map(\.resolution))) {
      let resolution = written.resolution
      if resolution.reason == nil {
        result.notes.append(
          Finding(
            .resolutionWithoutReason,
            "the resolution for \(resolution.subject) does not say why",
            places: [resolution.place.place],
            advice: ["run again with `--because TEXT`, or add the key `because` to the file"]))
      }
      result.records.append(
        Record(path: found.path, resolution: resolution, isOld: written.isOld))
    }
    return result
  }

  /// A decision that is to be recorded.
  struct Found {
    let path: TreePath
    let resolution: Resolution
  }
}

extension Resolve.Result {
  /// Says, beside what can't be recorded, how the rest can.
  fileprivate mutating func tellOfRest(_ found: [Resolve.Found]) {
    guard let last = problems.indices.last else { return }
    let troubled = Set(problems.flatMap { $0.places.map(\.path) })
    let files = Set(found.map(\.path.text)).subtracting(troubled).sorted()
    if !files.isEmpty {
      let words = files.map(ShellWord.quoted).joined(separator: " ")
      problems[last].advice.append(
        "nothing was recorded; to record the others: `confomeet-upgrade resolve \(words)`")
    } else if !found.isEmpty {
      problems[last].advice.append(
        "nothing was recorded; to record others of the file, name each with `--node`")
    }
  }
}
