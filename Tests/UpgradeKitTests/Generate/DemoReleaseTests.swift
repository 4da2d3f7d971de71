import DemoUpstream
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// What the ConfOMeet patch set makes of the demo's releases.
struct DemoReleaseTests {
  @Test("every law holds", arguments: Demo.releases)
  func laws(_ name: String) throws {
    let generated = try Demo.generate(name)
    #expect(try generated.violations() == [])
  }

  @Test("the laws notice what a patch set must not do")
  func lawsNotice() throws {
    var upstream = try Demo.files("stable-10184")
    let generated = try GeneratedRelease(upstream, "stable-10184", RepositoryPatches.set.get())
    let path = try TreePath("docker-compose.yml")
    upstream[path]?.content += Array("# one line more\n".utf8)
    upstream[try TreePath("gen-passwords.sh")]?.mode = .regular
    let other = GeneratedRelease(generated, over: upstream)
    #expect(try other.violations().contains { $0.contains("one line more") })
    #expect(try other.violations().contains("gen-passwords.sh has another mode"))
  }
}

/// The demo's releases.
enum Demo {
  static let releases = ["stable-9364-1", "stable-10184", "stable-11146-2"]
  static let history = Result { try DemoUpstream.history() }

  /// The files of a release.
  static func files(_ name: String) throws -> FileTree {
    try #require(history.get().first { $0.tag?.name == name }).files
  }

  /// A release, with this repository's patch set applied; with a change of upstream's, if there is one.
  static func generate(
    _ name: String, changing change: (inout FileTree) throws -> Void = { _ in }
  ) throws -> GeneratedRelease {
    var files = try files(name)
    try change(&files)
    return try GeneratedRelease(files, name, RepositoryPatches.set.get())
  }
}
