import Editing
import Foundation
import GitKit
import PatchKit
import TestSupport
import Testing
import UpgradeKit

/// The model against Compose, on every release and on edited deployments.
@Suite struct EveryReleaseModelTests {
  static let upstream = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]
  static let isPossible = upstream != nil && ComposeProgram.path != nil

  /// The supported releases, oldest first.
  static let releases: [ReleaseName] = {
    guard isPossible, let upstream, let repository = try? Repository(opening: upstream),
      let tags = try? repository.tags(), let since = ReleaseName("stable-7439")
    else { return [] }
    return tags.compactMap { ReleaseName($0.name) }.filter { $0 >= since }.sorted()
  }()

  private static let reason: Comment =
    "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet and CONFOMEET_TEST_COMPOSE to Compose 2.40's program"

  /// A release's compose files in a folder, with its example as `.env`.
  private func folder(
    _ release: ReleaseName
  ) throws -> (folder: TemporaryFolder, compose: [String]) {
    let repository = try Repository(opening: try #require(Self.upstream))
    let tag = try #require(try repository.tag(named: release.description))
    let tree = try repository.fileTree(tag.commit)
    let folder = try TemporaryFolder()
    var compose: [String] = []
    for path in tree.paths {
      guard let file = tree[path], file.mode.isFile else { continue }
      let text = String(decoding: file.content, as: UTF8.self)
      if path.text.hasSuffix(".yml"), path.components.count == 1 {
        compose.append(path.text)
        try folder.write(text, to: path.text)
      } else if path.name == "env.example" {
        try folder.write(text, to: path.text)
        let own = path.folder.isEmpty ? ".env" : path.folder + "/.env"
        try folder.write(text, to: own)
      }
    }
    return (folder, compose.sorted())
  }

  private func compare(
    _ files: [String], in folder: TemporaryFolder, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let config = try ComposeProgram.config(in: folder.path, files: files)
    var model: YAMLValue?
    do throws(ComposeProblem) {
      model = ComposeForms.value(
        of: try ComposeProject(
          files: files.compactMap { try? TreePath($0) }, of: ComposeFiles(below: folder.path),
          root: folder.path))
    } catch {
      #expect(config == nil, "\(files): \(error.message)", sourceLocation: sourceLocation)
      return
    }
    guard let config else {
      Issue.record("Compose refuses \(files)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      ComposeForms.differences(model, config.forms) == [], "\(files)",
      sourceLocation: sourceLocation)
  }

  @Test(.enabled(if: isPossible, reason), arguments: releases)
  func readsEachFileAndAllTogether(_ release: ReleaseName) throws {
    let (folder, compose) = try folder(release)
    let others = compose.filter { $0 != "docker-compose.yml" }
    try compare(["docker-compose.yml"] + others, in: folder)
    for other in others { try compare(["docker-compose.yml", other], in: folder) }
  }

  @Test(.enabled(if: isPossible, reason))
  func readsSeededCombinations() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<200 {
      let release = try #require(Self.releases.randomElement(using: &random))
      let (folder, compose) = try folder(release)
      let count = Int.random(in: 1...compose.count, using: &random)
      try compare(Array(compose.shuffled(using: &random).prefix(count)), in: folder)
    }
  }

  @Test(.enabled(if: isPossible, reason), arguments: DeploymentEdit.all)
  func readsEditedDeployments(_ edit: DeploymentEdit) throws {
    var random = SeededGenerator(seed: UInt64(edit.name.utf8.count))
    for _ in 0..<3 {
      let release = try #require(Self.releases.randomElement(using: &random))
      let (folder, _) = try folder(release)
      try edit.apply(in: folder)
      try compare(edit.files, in: folder)
    }
  }
}
