import Findings
import GitKit
import Reports
import Testing
import UpgradeKit

/// What upstream changed inside images that the deployment runs as upstream builds them.
struct ImageContentTests {
  private let history: CauseSite

  init() throws {
    history = try CauseSite()
    history.site.request.wantsUpstreamChanges = true
  }

  private func changes() throws -> [Consequence] {
    try history.release("stable-12000")
    return try #require(try history.site.upgrade("stable-12000", dryRun: true).upstreamChanges)
      .consequences
  }

  @Test("a template that changed is told with its commits, and nothing of an image that is built")
  func templates() throws {
    let first = try history.commit("fix(web): one (#7)") {
      try $0.write("a\n", to: "web/rootfs/defaults/own.conf")
      try $0.write("a\n", to: "jibri/rootfs/defaults/own.conf")
      try $0.write("a\n", to: "web/README.md")
    }
    _ = try history.commit("misc: working on unstable") {
      try $0.write("b\n", to: "base/rootfs/usr/bin/own")
    }
    let found = try changes().filter { $0.topic == .imageContents }
    let web = try #require(found.first { $0.subjects == ["web"] })
    #expect(web.changes == [.init(from: nil, to: "web/rootfs/defaults/own.conf")])
    #expect(web.causes.map(\.commit) == [first.hex])
    #expect(web.causes.first?.pullRequest == 7)
    #expect(!web.isBreaking)
    #expect(!found.contains { $0.subjects.contains("jibri") })
  }

  @Test("another folder for data that is kept breaks, and is told with both lines and the commit")
  func dataFolder() throws {
    let template = "prosody/rootfs/defaults/own.cfg.lua"
    _ = try history.commit("feat(prosody): a template") {
      try $0.write("data_path = \"/config/own\"\nlogs = \"/var/log\"\n", to: template)
    }
    try history.release("stable-11500")
    try history.site.upgrade("stable-11500")
    let commit = try history.commit("fix(prosody): create the data folder at run time") {
      try $0.write("data_path = \"/config/own/data\"\nlogs = \"/var/logs\"\n", to: template)
    }
    let found = try changes()
    let data = try #require(found.first { $0.topic == .dataFolder })
    #expect(data.isBreaking)
    #expect(data.subjects == ["prosody"])
    #expect(
      data.changes == [
        .init(from: "data_path = \"/config/own\"", to: "data_path = \"/config/own/data\"")
      ])
    #expect(data.notes.first?.contains(template) == true)
    #expect(data.causes.map(\.commit) == [commit.hex])
    let contents = try #require(found.first { $0.topic == .imageContents })
    #expect(contents.notes == ["changed: `\(template)`"])
  }
}
