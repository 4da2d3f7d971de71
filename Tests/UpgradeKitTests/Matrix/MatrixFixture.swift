import Foundation
import GitKit
import PatchKit
import Reports
import TestSupport
import UpgradeKit

/// An upstream of a compose file and a setting, and a patch set of one patch that edits the setting.
final class MatrixFixture {
  let folder: TemporaryFolder
  let upstream: FixtureRepository

  init() throws {
    folder = try TemporaryFolder()
    upstream = try FixtureRepository(at: folder.path + "/upstream.git")
    try patch(
      """
      operations:
        - text.replace: {file: app/setting.conf, find: "colour = red", with: "colour = blue"}
      """)
    let compose = "services:\n  app:\n    build: app\n"
    try upstream.commit(
      ["docker-compose.yml": compose, "app/setting.conf": "colour = red\n"], message: "Begin")
  }

  /// Writes the patch: what stands below its head.
  func patch(_ body: String) throws {
    let patches = folder.path + "/patches"
    try FileManager.default.createDirectory(
      atPath: patches + "/setting", withIntermediateDirectories: true)
    try Data(
      """
      format: 1
      name: small
      upstream: {url: "https://upstream.example/meet.git", releases: "stable-*", since: stable-100}
      deployment: {directory: ours, include: ["*.yml", "app/**"]}
      patches: [setting]

      """.utf8
    ).write(to: URL(fileURLWithPath: patches + "/patchset.yaml"))
    try Data("id: setting\ntitle: Ours is blue\nreason: we like it\n\(body)\n".utf8)
      .write(to: URL(fileURLWithPath: patches + "/setting/patch.yaml"))
  }

  /// Commits a setting.
  @discardableResult
  func commit(
    _ setting: String, _ message: String, branch: String = "main", parents: [ObjectID]? = nil
  ) throws -> ObjectID {
    try upstream.commit(
      ["app/setting.conf": setting], message: message, branch: branch, parents: parents)
  }

  /// Commits something that has nothing to do with the patch, and tags it.
  func release(_ name: String) throws {
    let id = try upstream.commit(["CHANGELOG.md": name], message: "Release \(name)")
    try upstream.tag(name, at: id)
  }

  func matrix(_ range: ReleaseRange = .all, sought: String? = nil) throws -> PatchMatrix {
    try Matrix.run(
      Matrix.Options(range: range, sought: sought),
      with: Sources(
        Places(
          deployment: "", patches: folder.path + "/patches", lock: "", upstream: upstream.path,
          cache: folder.path + "/cache", isOffline: true)),
      toolVersion: "0.0.0")
  }
}
