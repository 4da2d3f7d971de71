import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

extension Site {
  /// Looks for drift; nothing may be written.
  func drift(
    _ classes: Set<DriftClass> = DriftClass.standard,
    failing: Set<DriftClass> = DriftClass.failing, environmentFile: String? = nil
  ) throws -> Report {
    let before = try inodes()
    let report = try Drift.run(
      Drift.Options(
        classes: classes, failing: failing,
        environmentFiles: EnvironmentFiles(environmentFile.map { [$0] } ?? [])),
      at: request.places
    ).report(toolVersion: "0.0.0")
    guard try inodes() == before else { throw Unexpected(what: "something was written") }
    return report
  }

  /// What stands in the way of looking for drift.
  func driftFailure(_ classes: Set<DriftClass> = DriftClass.standard) throws -> Finding {
    do {
      throw Unexpected(what: "it came to \(try drift(classes).verdict)")
    } catch let failure as UpgradeFailure {
      return try #require(failure.findings.first)
    }
  }

  /// A site whose deployment is at a release.
  static func deployed(_ release: String = "stable-11146-2") throws -> Site {
    let site = try Site()
    try site.upgrade(release)
    return site
  }

  /// Gives the site a patch set of its own, in no repository.
  func copyPatches() throws {
    let copy = sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: copy)
    request.patches = copy
  }

  /// The deployment's file at a path.
  func path(_ name: String) -> String { sandbox.deployment + "/" + name }
}

extension Report {
  /// The one finding of a code.
  func one(_ code: String) throws -> Finding {
    let found = findings.filter { $0.finding.code.rawValue == code }
    #expect(found.count == 1)
    return try #require(found.first).finding
  }

  /// What a check came to.
  func state(_ kind: DriftClass) -> ReportedCheck.State? {
    checks?.first { $0.name == kind.rawValue }?.state
  }
}
