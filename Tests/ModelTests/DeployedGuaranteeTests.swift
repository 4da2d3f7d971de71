import Foundation
import PatchKit
import Testing
import UpgradeKit

@Suite("Guarantees of a deployment")
struct DeployedGuaranteeTests {
  private func site(_ edit: (inout GuaranteeSite) -> Void) throws -> GuaranteeSite {
    var site = try SmallSite.make()
    let before = site.files
    edit(&site)
    #expect(site.files != before)
    return site
  }

  private func replacing(_ path: String, _ old: String, _ new: String) throws -> GuaranteeSite {
    try site { $0[path]?.replace(old, with: new) }
  }

  @Test("hold in what is generated")
  func generated() throws {
    let site = try SmallSite.make()
    #expect(try site.failures() == [])
    #expect(try site.others() == [])
  }

  @Test(
    "fail at the line that breaks them",
    arguments: [
      (
        "docker-compose.yml", "environment: [A]", "environment: [B]",
        [
          "variable: A is not passed to jibri in d/docker-compose.yml (d/docker-compose.yml:6)",
          "setting: x comes to another value (d/jibri/rootfs/defaults/x.conf:1)",
        ]
      ),
      (
        "docker-compose.yml", "environment: [A]", "environment: ['A=2']",
        [
          "setting: x comes to another value (d/jibri/rootfs/defaults/x.conf:1)"
        ]
      ),
      (
        "docker-compose.yml", "./plugins:/plugins:ro", "./other:/plugins:ro",
        [
          "mount: d/other is mounted at /plugins (d/docker-compose.yml:11)",
          "mount: ./plugins is mounted 0 times at /plugins (d/docker-compose.yml:6)",
        ]
      ),
      (
        "docker-compose.yml", "./plugins:/plugins:ro", "./plugins:/plugins",
        [
          "mount: it can be written to (d/docker-compose.yml:11)"
        ]
      ),
      (
        "jibri/rootfs/defaults/x.conf", "{{ .Env.A }}", "1",
        [
          "variable: nothing in d/jibri/ or base/ reads A (d/docker-compose.yml:7)"
        ]
      ),
      (
        "jibri/Dockerfile", "RUN one && \\\n    two", "RUN two && \\\n    one",
        [
          "step-order: `one` on line 4, `two` on line 3 (d/jibri/Dockerfile:4)"
        ]
      ),
      (
        "jibri/Dockerfile", "COPY rootfs/ /", "COPY rootfs/defaults /defaults",
        [
          "file: /etc/cont-init.d/11-own is not in the image of service jibri (d/docker-compose.yml:7)",
          "s6-service: etc/cont-init.d/11-own is missing (d/docker-compose.yml:7)",
        ]
      ),
    ])
  func fail(path: String, old: String, new: String, expected: [String]) throws {
    let failures = try replacing(path, old, new).failures()
    #expect(failures == expected, "\(failures)")
  }

  @Test("speak of override files and further files, at their lines")
  func overrides() throws {
    let site = try site {
      $0["docker-compose.override.yml"] = """
        services:
          jibri:
            volumes: ['./own.conf:/defaults/x.conf']
          web:
            networks: [old]
          own:
            image: redis:7
            networks: [old]
        networks: {old: }

        """
      $0["own.conf"] = "x = 2\n"
    }
    #expect(
      try site.failures() == [
        "network: service web in d/docker-compose.yml is still attached to old (d/docker-compose.override.yml:5)",
        "variable: nothing in d/jibri/ or base/ reads A (d/docker-compose.yml:7)",
        "setting: x comes to another value (d/own.conf:1)",
      ])
  }

  @Test("are about the service that runs the image, whatever its name is")
  func renamed() throws {
    let site = try replacing("docker-compose.yml", "  jibri:\n", "  recorder:\n")
    #expect(try site.failures() == [])
    #expect(try site.others() == [])
    let broken = try self.site {
      $0["docker-compose.yml"]?.replace("  jibri:\n", with: "  recorder:\n")
      $0["docker-compose.yml"]?.replace("environment: [A]", with: "environment: []")
    }
    #expect(try broken.failures().first?.hasPrefix("variable: A is not passed to recorder") == true)
  }

  @Test("are moot without the service, and fail without a file that a service still uses")
  func removed() throws {
    let without = try site {
      let text = $0["docker-compose.yml"] ?? ""
      let start = text.range(of: "  jibri:")?.lowerBound ?? text.startIndex
      let end = text.range(of: "networks: {")?.lowerBound ?? text.startIndex
      $0["docker-compose.yml"] = text.replacingCharacters(in: start..<end, with: "")
    }
    #expect(try without.failures() == [])
    #expect(try without.others().count == 6)
    #expect(try without.others().first == "variable: moot, service jibri is not deployed")
    let file = try site { $0["plugins/mod.lua"] = nil }
    #expect(
      try file.failures() == [
        "mount: d/plugins is missing (d/docker-compose.yml:11)",
        "file: d/plugins/mod.lua is missing (d/plugins/mod.lua:1)",
      ])
  }

  @Test("read own build contexts, and don't guess at own images")
  func own() throws {
    let build = try site {
      $0["docker-compose.yml"]?.replace("context: ./jibri", with: "context: ./own")
      $0["own/Dockerfile"] = $0["jibri/Dockerfile"]
      $0["own/rootfs/defaults/x.conf"] = $0["jibri/rootfs/defaults/x.conf"]
    }
    #expect(
      try build.failures() == [
        "file: /etc/cont-init.d/11-own is not in the image of service jibri (d/docker-compose.yml:7)",
        "s6-service: etc/cont-init.d/11-own is missing (d/docker-compose.yml:7)",
      ])
    let image = try site {
      let text = $0["docker-compose.yml"] ?? ""
      let start = text.range(of: "    build:")?.lowerBound ?? text.startIndex
      let end = text.range(of: "    environment: [A]")?.lowerBound ?? text.startIndex
      $0["docker-compose.yml"] = text.replacingCharacters(
        in: start..<end, with: "    image: acme/jibri:1\n")
    }
    #expect(try image.failures() == [])
    #expect(
      try image.others().first
        == "variable: unknown, whether the image of service jibri reads A: the image is somebody else's"
    )
  }

  @Test("fail when Compose refuses the files")
  func refused() throws {
    let site = try replacing("docker-compose.yml", "networks: {new: }", "networks: {other: }")
    let failures = try site.failures()
    #expect(
      failures.first
        == "network: Compose refuses d/docker-compose.yml: service `jibri` uses the undeclared network `new` (d/docker-compose.yml:12)"
    )
    #expect(!failures.isEmpty)
    let holding = try site.check().results.filter { $0.check.outcome == .holds }.map(\.stated.name)
    // A file beside the images is there all the same.
    #expect(holding == ["file"])
  }

  @Test("are about what .env has Compose run")
  func environment() throws {
    #expect(try site { $0[".env"] = "V=stable-2\n" }.failures() == [])
    let other = try site {
      $0["docker-compose.yml"]?.replace(
        "jitsi/web:${V:-stable-1}", with: "jitsi/web:${W:-stable-1}")
      $0[".env"] = "W=secret\n"
    }
    #expect(
      try other.failures() == [
        "pinned: service web in d/docker-compose.yml comes to another tag, not `stable-1` (d/docker-compose.yml:3)",
        "pinned: service web in d/docker-compose.yml comes to another tag, not `stable-0-other` (d/docker-compose.yml:3)",
      ])
  }
}
