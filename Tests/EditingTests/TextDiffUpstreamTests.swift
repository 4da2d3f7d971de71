import Editing
import Testing

@Suite(
  .enabled(
    if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct TextDiffUpstreamTests {
  /// Git's own diffs between releases give the files of the later one.
  @Test(arguments: [
    ("stable-9364", "stable-9364-1"), ("stable-9364-1", "stable-9584"),
    ("stable-11031", "stable-11146-2"),
  ])
  func diffsBetweenReleases(old: String, new: String) throws {
    let diff = try UnifiedDiff(SourceText(try TextUpstream.diff(old, new)))
    #expect(!diff.files.isEmpty)
    for file in diff.files {
      let before = try file.oldPath.map { try TextUpstream.contents(old, $0) } ?? []
      let after = try file.newPath.map { try TextUpstream.contents(new, $0) } ?? []
      #expect(try file.apply(to: before) == after, "\(file.newPath ?? "")")
    }
  }
}
