import GitKit
import Testing

@Suite struct UpstreamLocationTests {
  @Test(arguments: [
    "/srv/up.git", "./up", "../up", "up.git", "~/up", "./host:path", "/a:b", ":odd",
  ])
  func pathsAreLocal(_ text: String) {
    #expect(UpstreamLocation(text) == .local(path: text))
  }

  @Test(arguments: [
    "https://github.com/a/b", "http://h:80/a", "ssh://git@h/a", "git://h/a",
    "git@github.com:a/b.git",
    "host:path", "git+ssh://h/a",
  ])
  func othersAreRemote(_ text: String) {
    #expect(UpstreamLocation(text) == .remote(url: text))
  }

  @Test(arguments: [
    ("file:///srv/up", "/srv/up"), ("FILE:///srv/up", "/srv/up"), ("file://localhost/srv", "/srv"),
    ("file:///a%20b%2Fc%zz", "/a b/c%zz"),
  ])
  func fileURLsArePaths(_ text: String, _ path: String) {
    #expect(UpstreamLocation(text) == .local(path: path))
  }

  @Test(arguments: [
    ("https://user:pass@host/a", "https://host/a"), ("https://token@host/a@b", "https://host/a@b"),
    ("https://host/a@b", "https://host/a@b"), ("https://a:p@ss@host/x", "https://host/x"),
    ("ssh://git@host/a", "ssh://host/a"),
  ])
  func userAndPasswordAreNotShown(_ url: String, _ shown: String) {
    #expect("\(UpstreamLocation(url))" == shown)
  }

  @Test func foldersAreReadableAndDifferent() {
    func name(_ url: String) -> Substring {
      Mirror(of: url, cache: "/c").path.dropFirst("/c/".count)
    }
    #expect(
      name("https://github.com/jitsi/docker-jitsi-meet").hasPrefix(
        "github.com-jitsi-docker-jitsi-meet-"))
    #expect(name("https://github.com/a/b") == name("https://user:pass@github.com/a/b/"))
    let urls = [
      "https://h/a/b", "https://h/a-b", "https://h/a.b", "http://h/a/b", "ssh://h/a/b", "h:a/b",
      "https://h/é", "https://h/e", "https://h/A/b",
      "https://" + String(repeating: "x", count: 400),
      "https://" + String(repeating: "x", count: 401), "https://../../etc", "https://.hidden",
    ]
    let names = urls.map(name)
    #expect(Set(names).count == urls.count)
    for name in names {
      #expect(!name.contains("/") && !name.hasPrefix(".") && name.utf8.count < 200)
    }
  }
}
