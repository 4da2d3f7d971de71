import Editing
import Testing

@Suite(
  .enabled(
    if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct DockerfileUpstreamTests {
  @Test func everyDockerfileIsRead() throws {
    let files = try TextUpstream.files { $0.hasSuffix("Dockerfile") }
    #expect(Set(files.flatMap(\.releases)).count >= 108)
    for file in files {
      let dockerfile = try Dockerfile(file.text)
      #expect(!dockerfile.stages.isEmpty, "\(file.path)")
      #expect(dockerfile.instructions.allSatisfy { $0.form != .heredoc })
      for step in try dockerfile.steps().all {
        let source = file.text.string(in: step.span)
        #expect(source.hasPrefix(step.text.prefix { $0 != " " && $0 != "\\" }), "\(file.path)")
      }
    }
  }

  /// The result's steps are upstream's with one more, and the rest of the file is as it was.
  @Test func aStepGoesBehindInstallChromeInEveryRelease() throws {
    let files = try TextUpstream.files { $0 == "jibri/Dockerfile" }
    var releases: [String] = []
    for file in files {
      guard let newest = file.releases.last, TextUpstream.number(newest)[0] >= 6826 else {
        continue
      }
      releases += file.releases
      let dockerfile = try Dockerfile(file.text)
      let steps = try dockerfile.steps()
      let anchor =
        steps.indices(of: "/usr/bin/install-chrome.sh").isEmpty
        ? "/install-chrome.sh" : "/usr/bin/install-chrome.sh"
      let place = try steps.index(of: anchor)
      for (wanted, index) in [(StepPlace.after(anchor), place + 1), (.before(anchor), place)] {
        let outcome = try dockerfile.insertRunStep("/usr/bin/new-step", wanted)
        #expect(outcome.edits.count == 1)
        let result = try Dockerfile(file.text.applying(outcome.edits))
        var texts = steps.all.map(\.text)
        texts.insert("/usr/bin/new-step", at: index)
        #expect(try result.steps().all.map(\.text) == texts, "\(newest)")
        let old = (0..<file.text.lineStarts.count).map(file.text.line)
        let lines = (0..<result.text.lineStarts.count).map(result.text.line)
        #expect(lines.count == old.count + 1, "\(newest)")
        let changed = lines.filter { !old.contains($0) }
        #expect(changed.contains { $0.contains("/usr/bin/new-step && \\") }, "\(newest)")
        #expect(changed.count <= 2, "\(newest)")
        #expect(try result.insertRunStep("/usr/bin/new-step", wanted).edits.isEmpty)
        if steps.indices(of: "apt-get purge").count == 1, index == place + 1 {
          #expect(try result.steps().runs("/usr/bin/new-step", before: "apt-get purge"))
        }
        if steps.indices(of: "apt-cleanup").count == 1, anchor.hasPrefix("/usr") {
          #expect(try result.steps().runs("/usr/bin/new-step", before: "apt-cleanup"))
        }
      }
    }
    #expect(releases.contains("stable-6826"))
    #expect(releases.contains("stable-11146-2"))
    #expect(releases.count > 70)
  }
}
