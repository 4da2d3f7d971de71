import Editing
import Testing

@Suite(
  .enabled(
    if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct BraceBlockUpstreamTests {
  /// Files of other programs that happen to be called `*.conf`.
  static let others = ["saslauthd.conf", "xorg-video-dummy.conf", "client.conf", "daemon.conf"]
  static let nginx = ["meet.conf", "nginx.conf", "ssl.conf"]

  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  @Test func everyTemplateIsRead() throws {
    let files = try TextUpstream.files { $0.hasSuffix(".conf") }
    #expect(files.count > 80)
    for file in files {
      let name = Self.name(file.path)
      _ = try GoTemplate(file.text).environmentReads
      let error = editingError { _ = try BraceDocument(file.text) }
      if ["jibri.conf", "jicofo.conf", "jvb.conf"].contains(name)
        || (name == "xmpp.conf" && file.path.hasPrefix("jibri"))
      {
        #expect(error == nil, "\(file.path) \(file.releases.first ?? "")")
      } else {
        // They are no HOCON: statements without a value, unquoted patterns, sections without braces.
        #expect(error?.kind == .malformed || error == nil, "\(file.path)")
        #expect(Self.others.contains(name) || Self.nginx.contains(name) || name == "xmpp.conf")
      }
    }
  }

  @Test func theBlocksAreFoundInEveryRelease() throws {
    for (path, block, since) in [
      ("jicofo/rootfs/defaults/jicofo.conf", BracePath("jicofo.conference"), 6433),
      ("jibri/rootfs/defaults/jibri.conf", "jibri", 6433),
    ] {
      var releases: [String] = []
      for file in try TextUpstream.files(where: { $0 == path }) {
        guard let newest = file.releases.last, TextUpstream.number(newest)[0] >= since else {
          continue
        }
        releases += file.releases
        let document = try BraceDocument(file.text)
        let found = document.blocks(at: block)
        #expect(found.count == 1, "\(newest)")
        #expect(found.allSatisfy { $0.guards.isEmpty }, "\(newest)")
        for position in [BlockPosition.end, .start] {
          let outcome = try document.insert(
            "brand-new {\n  on = {{ .Env.NEW | default \"true\" }}\n}", into: block,
            position: position)
          #expect(outcome.edits.count == 1)
          let result = try BraceDocument(file.text.applying(outcome.edits))
          let path = block.appending("brand-new.on")
          #expect(
            result.effectiveSetting(path).setting?.value == "{{ .Env.NEW | default \"true\" }}")
          #expect(result.settings.count == document.settings.count + 1)
          #expect(result.text.lineStarts.count == file.text.lineStarts.count + 3)
          #expect(result.environmentReads.count == document.environmentReads.count + 1)
        }
      }
      #expect(releases.count > 70, "\(path)")
      #expect(releases.contains("stable-11146-2"))
    }
  }
}

extension BracePath {
  fileprivate func appending(_ text: String) -> BracePath {
    BracePath(components: components + BracePath(text).components)
  }
}
