import Editing
import Foundation
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// A deployment of a real release, edited by hand, carried through every later release.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseMergeTests {
  @Test("edits survive every later release, one by one and in one jump")
  func everyRelease() throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let start = try #require(ReleaseName("stable-9364-1"))
    let releases = upstream.catalogue.releases.filter { $0.name >= start }
    let trees = try releases.map { try GeneratedRelease(upstream, $0, patchSet).generation.tree }
    let first = try #require(trees.first)
    let edited = EditedDeployment.edit(first)
    #expect(edited.files.paths != first.paths)

    var files = edited.files
    var conflicts: Set<String> = []
    for index in releases.indices.dropFirst() {
      let step = Merge.tree(
        base: trees[index - 1], ours: files, theirs: trees[index],
        context: MergeContext(from: releases[index - 1].name, to: releases[index].name))
      conflicts.formUnion(step.conflicts.map(\.place))
      files = step.files
    }
    let last = try #require(trees.last)
    let jump = Merge.tree(
      base: first, ours: edited.files, theirs: last,
      context: MergeContext(from: start, to: releases.last?.name))
    // Where both have something at the end of a file, and where a file goes that was edited.
    let expected: Set<String> = ["jibri/Dockerfile bothAdded", "jicofo/Dockerfile removedByTheirs"]
    #expect(conflicts == expected)
    #expect(Set(jump.conflicts.map(\.place)) == expected)
    #expect(
      Set(jump.notes.map(\.place)) == [
        "docker-compose.yml services.web deletedLocally", "etherpad.yml deletedLocally",
        "jigasi.yml deletedLocally",
      ])
    #expect(files.paths == jump.files.paths)
    for path in files.paths {
      #expect(text(files[path]) == text(jump.files[path]), "\(path)")
    }
    for (path, pieces) in edited.kept {
      for piece in pieces {
        #expect(text(files[path])?.contains(piece) == true, "\(path): \(piece)")
      }
    }
  }

  private func text(_ file: FileTree.File?) -> String? {
    file.map { String(decoding: $0.content, as: UTF8.self) }
  }
}

extension Conflict {
  fileprivate var place: String { "\(file) \(scope.node.map { $0 + " " } ?? "")\(kind)" }
}

extension MergeNote {
  fileprivate var place: String { "\(file) \(node.map { $0 + " " } ?? "")\(kind.rawValue)" }
}
