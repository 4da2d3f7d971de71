import Editing
import GitKit
import PatchKit
import Testing
import UpgradeKit

@Suite("What a container reads")
struct EffectiveConfigurationTests {
  private static let render = "tpl /defaults/a.conf > /config/a.conf"

  private func site(_ template: String, script: String = Self.render) -> EffectiveSite {
    EffectiveSite(script: script, ["rootfs/defaults/a.conf": template])
  }

  @Test("is what the templates make of the variables that the scripts export")
  func rendered() throws {
    var site = site(
      "a = {{ .Env.A }}\nb = {{ .Env.B | default \"none\" }}\n",
      script: "export A=\"${A:-x}\"\nB=lost\n" + Self.render)
    #expect(try site.service().shown() == ["/config/a.conf": "a = x\nb = none\n"])
    site.environment = ["A=2", "B=3"]
    #expect(try site.service().shown() == ["/config/a.conf": "a = 2\nb = lost\n"])
  }

  @Test("shows what compose files say, and of `.env` the names")
  func masked() throws {
    var site = site("{{ .Env.A }} {{ .Env.B }} {{ .Env.C }} {{ .Env.A_PASSWORD }}\n")
    site.environment = ["A", "B=${B:-5}", "C=${C:-6}", "A_PASSWORD=hunter2hunter2"]
    site.variables = ["A": "example.org", "C": "7"]
    let service = try site.service()
    #expect(service.shown() == ["/config/a.conf": "‹A› 5 ‹C› ‹A_PASSWORD›\n"])
    #expect(service.shown(.plain) == ["/config/a.conf": "example.org 5 7 ‹A_PASSWORD›\n"])
    let bytes = try #require(service.files.first?.bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "example.org 5 7 hunter2hunter2\n")
  }

  @Test("leaves to the container what Docker calls it")
  func hostname() throws {
    let site = site("{{ .Env.NICK | default .Env.HOSTNAME }}\n")
    #expect(try site.service().shown() == ["/config/a.conf": "‹at start: hostname›\n"])
  }

  @Test("says of what is made of several variables which they are")
  func joined() throws {
    var site = site(
      "{{ .Env.C | quote }} {{ .Env.D }}\n",
      script: "export C=\"$A:$B\"\nexport D=$((A + B))\n" + Self.render)
    site.environment = ["A", "B"]
    site.variables = ["A": "20", "B": "22"]
    let service = try site.service()
    #expect(service.shown() == ["/config/a.conf": "‹A, B› ‹A, B›\n"])
    #expect(service.shown(.plain) == ["/config/a.conf": "\"20:22\" 42\n"])
  }

  @Test("is empty where a template can't be rendered by the image's tpl")
  func failed() throws {
    var site = site("a\n{{ .Env.A | toBool }}\n")
    site.environment = ["A=no"]
    #expect(try site.service().shown() == ["/config/a.conf": "a\ntrue\n"])
    site.renderer = "v1.0.4"
    let service = try site.service()
    #expect(service.shown() == ["/config/a.conf": ""])
    let failure = try #require(service.files.first?.failures.first)
    #expect(failure.entry.origin.path.text == "app/rootfs/defaults/a.conf")
    #expect(failure.error.message.contains("`toBool` is no boolean"))
    // Without a version, that is not known.
    site.renderer = "latest"
    let unknown = try #require(try site.service().files.first)
    #expect(unknown.path == "/config/a.conf" && unknown.problem?.contains("version of tpl") == true)
  }

  @Test("is named where nothing of it can be known")
  func beyondLimits() throws {
    var site = site("{{ range $i, $e := splitList \",\" .Env.A }}{{ $e }}{{ end }}\n")
    site.environment = ["A"]
    site.variables = ["A": String(repeating: "1,", count: 40_000)]
    for _ in 0..<6 {
      site.image["rootfs/defaults/a.conf", default: ""] +=
        site.image["rootfs/defaults/a.conf"] ?? ""
    }
    let file = try #require(try site.service().files.first)
    #expect(file.path == "/config/a.conf" && file.problem != nil, "\(file.problem ?? "none")")
  }

  @Test("is that of a commit between releases, where the deployment's tag stands for it")
  func unreleased() throws {
    var site = site("a\n")
    site.tag = "unstable"
    #expect(try site.service().problem == "the tag `unstable` is no release")
    let name = try #require(ReleaseName("stable-1")).followed(by: "0123456", after: 3)
    site.state = RunningImage.UnreleasedState(name)
    #expect(try site.service().shown() == ["/config/a.conf": "a\n"])
    site.tag = "stable-2"
    #expect(try site.service().problem != nil)
  }

  @Test("has no value in a path, whatever folder it is copied to")
  func paths() throws {
    var site = EffectiveSite(
      script: "echo a > /config/$A.conf\ncp -r /config/. /run/config\necho b >> /run/config/$A.conf"
    )
    site.environment = ["A"]
    site.variables = ["A": "hunter2hunter2"]
    let labels = try site.service().files.map(\.label)
    #expect(labels == ["/config/$A.conf", "/run/config/$A.conf"])
  }

  @Test("shows short values that no name makes secrets")
  func short() throws {
    var site = site("{{ .Env.A }} {{ .Env.B }} {{ .Env.C_PASSWORD }} {{ .Env.D }}\n")
    site.environment = ["A", "B", "C_PASSWORD", "D"]
    site.variables = ["A": "x", "B": "bot1", "C_PASSWORD": "x", "D": "k3yb0ardc4tQ"]
    #expect(
      try site.service().shown(.plain) == ["/config/a.conf": "x bot1 ‹C_PASSWORD› ‹D›\n"])
  }

  @Test("lacks what can't be rendered, and has what is added to it")
  func appended() throws {
    var site = site(
      "a\n",
      script: """
        tpl /defaults/a.conf > /config/a.conf
        tpl /defaults/b.conf >> /config/a.conf
        echo "$A" >> /config/a.conf
        cat /config/own.conf >> /config/a.conf
        """)
    site.image["rootfs/defaults/b.conf"] = "{{ .Env.B | b64enc }}\n"
    site.environment = ["A=1"]
    let service = try site.service()
    #expect(
      service.shown() == [
        "/config/a.conf": "a\n1\n‹at start: what `/config/own.conf` has›\n"
      ])
    #expect(service.files.first?.failures.count == 1)
    site.volumes = ["./config:/config"]
    site.files["config/own.conf"] = "own = 1\n"
    #expect(try site.service().shown() == ["/config/a.conf": "a\n1\nown = 1\n"])
  }

  @Test("does not show secrets of people's own files")
  func own() throws {
    var site = site("a\n", script: Self.render + "\ncat /config/own.conf >> /config/a.conf")
    site.volumes = ["./config:/config"]
    site.files["config/own.conf"] = "password = \"k3yb0ardc4t\"\nlevel = 1\n"
    let shown = try #require(try site.service().shown()["/config/a.conf"])
    #expect(!shown.contains("k3yb0ardc4t"))
    #expect(shown.hasPrefix("a\n") && shown.hasSuffix("level = 1\n"))
  }

  @Test("is what the container alone knows, where it is that")
  func unknown() throws {
    let site = site(
      "address = {{ .Env.ADDRESS }}\n",
      script: "export ADDRESS=$(ip route get 1)\n" + Self.render)
    #expect(
      try site.service().shown() == [
        "/config/a.conf": "address = ‹at start: ip route get 1›\n"
      ])
  }

  @Test("ends with a script that stops the container")
  func stopped() throws {
    var site = site(
      "a\n",
      script: "if [[ -z \"$A\" ]]; then\n  echo \"FATAL: A of $B\"\n  exit 1\nfi\n" + Self.render)
    site.environment = ["A", "B"]
    site.variables = ["B": "secret"]
    let service = try site.service()
    #expect(service.files.isEmpty)
    #expect(service.stop?.message == "FATAL: A of $B")
    site.variables["A"] = "1"
    #expect(try site.service().stop == nil)
  }

  @Test("has no file that is removed, and none that only came with a folder")
  func removed() throws {
    let site = EffectiveSite(
      script: """
        cp -r /defaults/* /config
        tpl /defaults/a.conf > /config/a.conf
        tpl /defaults/b.conf > /config/b.conf
        rm -f /config/b.conf
        """,
      [
        "rootfs/defaults/a.conf": "a\n", "rootfs/defaults/b.conf": "b\n",
        "rootfs/defaults/c.conf": "c\n",
      ])
    #expect(try site.service().shown() == ["/config/a.conf": "a\n"])
  }

  @Test("is not known of an image that is somebody else's")
  func foreign() throws {
    var site = site("a\n")
    site.image = [:]
    #expect(try site.service().problem != nil)
  }
}
