import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// An edit of a file that the deployment does not get would be without effect.
struct LostEditTests {
  private static let manifest = """
    id: setting
    title: A setting
    reason: For the test.
    operations:
    """

  private func generate(compose: String, operations: String) throws -> Generation {
    let upstream = try tree([
      "docker-compose.yml": compose, "jicofo/Dockerfile": "FROM debian\n",
      "jicofo/rootfs/defaults/jicofo.conf": "jicofo {\n}\n",
    ])
    let patches = try tree([
      "patchset.yaml": """
      format: 1
      name: test
      upstream: {url: https://example.org/x, releases: "stable-*"}
      deployment: {directory: confomeet, include: ["*.yml"]}
      patches: [setting]
      """,
      "setting/patch.yaml": Self.manifest + "\n" + operations,
    ])
    let set = try PatchSet.read(patches, vocabulary: .standard)
    return set.generate(release: try #require(ReleaseName("stable-1")), upstream: upstream)
  }

  private func tree(_ files: [String: String]) throws -> FileTree {
    var tree = FileTree()
    for (path, text) in files {
      tree[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return tree
  }

  private static let edit = """
      - block.insert: {file: jicofo/rootfs/defaults/jicofo.conf, into: jicofo, text: "a = 1"}
    """

  @Test("is a conflict where the image is upstream's")
  func stockImage() throws {
    let generation = try generate(
      compose: "services:\n  jicofo:\n    image: jitsi/jicofo:stable-1\n", operations: Self.edit)
    #expect(generation.conflicts.map(\.code) == [.editNotCarried])
    #expect(
      generation.conflicts.first?.headline.hasPrefix("jicofo/rootfs/defaults/jicofo.conf") == true)
  }

  @Test("is none where the image is built, or the folder mounted")
  func builtImage() throws {
    for line in ["build: ./jicofo", "volumes: [\"./jicofo/rootfs:/x\"]"] {
      let generation = try generate(
        compose: "services:\n  jicofo:\n    \(line)\n", operations: Self.edit)
      #expect(generation.conflicts.map(\.headline) == [])
    }
  }
}
