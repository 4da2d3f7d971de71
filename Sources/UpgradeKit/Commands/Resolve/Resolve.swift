public import Findings
public import GitKit
public import PatchKit

/// Records how conflicts were settled, so that they are settled the same way again.
public enum Resolve {
  /// What a person asks for.
  public struct Request: Sendable {
    /// The files, by their paths in the deployment or on this machine; none for all.
    public var files: [String]
    /// The part of them; `nil` for every conflict.
    public var node: String?
    /// What is decided on conflicts that are not marked; `nil` when the files tell.
    public var take: Resolution.Outcome?
    /// Why.
    public var reason: String?
    /// Where all is; its release is that of ``take``, and empty for the upgrade that is pending.
    public var upgrade: UpgradeRequest

    /// Makes a request.
    public init(
      files: [String], node: String? = nil, take: Resolution.Outcome? = nil,
      reason: String? = nil, upgrade: UpgradeRequest
    ) {
      self.files = files
      self.node = node
      self.take = take
      self.reason = reason
      self.upgrade = upgrade
    }
  }

  /// One decision.
  public struct Record: Sendable {
    /// The file in the deployment.
    public let path: TreePath
    /// What was recorded.
    public let resolution: Resolution
    /// Whether the same was recorded before.
    public let isOld: Bool
  }

  /// What came of it.
  public struct Result: Sendable {
    /// What is recorded now, in the order of files and places.
    public internal(set) var records: [Record] = []
    /// The markers that are left: with one, nothing is recorded.
    public internal(set) var markers: [Finding] = []
    /// What could not be recorded.
    public internal(set) var problems: [Finding] = []
    /// What else there is to tell.
    public internal(set) var notes: [Finding] = []
    /// The release of the upgrade.
    public internal(set) var release: String
  }

  /// Records.
  ///
  /// - Throws: ``UpgradeFailure`` when there is nothing to record, or something cannot be read or written.
  public static func run(_ request: Request) throws(UpgradeFailure) -> Result {
    let patchSet = try PatchSetFolder.read(request.upgrade.patches)
    guard let deployment = try request.upgrade.openDeployment() else {
      throw UpgradeFailure(
        .nothingToResolve, "there is no deployment",
        advice: ["name the deployment's folder with `--deployment`"])
    }
    let locked = try LockedState(at: request.upgrade.lock)
    var result: Result
    let found: [Found]
    if let take = request.take, request.upgrade.release.isEmpty {
      (result, found) = try undecided(take, request, patchSet, locked, deployment)
    } else if let take = request.take {
      (result, found) = try unmarked(take, request, patchSet, locked, deployment)
    } else {
      (result, found) = try marked(request, patchSet, locked, deployment)
    }
    guard result.markers.isEmpty else { return result }
    let folder = try ResolutionFolder(request.upgrade.patches, of: patchSet)
    for found in found {
      let (resolution, isOld) = try folder.write(found.resolution)
      if resolution.reason == nil {
        result.notes.append(
          Finding(
            .resolutionWithoutReason,
            "the resolution for \(resolution.subject) does not say why",
            places: [resolution.place.place],
            advice: ["run again with `--because TEXT`, or add the key `because` to the file"]))
      }
      result.records.append(Record(path: found.path, resolution: resolution, isOld: isOld))
    }
    return result
  }

  /// A decision that is to be recorded.
  struct Found {
    let path: TreePath
    let resolution: Resolution
  }
}
