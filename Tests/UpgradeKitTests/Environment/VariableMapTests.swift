import GitKit
import PatchKit
import Testing
import UpgradeKit

/// The way of each variable through a release.
struct VariableMapTests {
  @Test("a variable's way is followed from env.example into the images")
  func way() throws {
    let map = try SmallRelease().map()
    let loudness = try #require(map["LOUDNESS"])
    #expect(loudness.declarations.map(\.place.description) == ["env.example:11"])
    #expect(loudness.declarations.map(\.isCommentedOut) == [true])
    #expect(loudness.declarations.map(\.comment) == [["How much is said"]])
    #expect(loudness.passed.map { "\($0.service) \($0.place)" } == ["web docker-compose.yml:8"])
    // Read in the image that web's is built from.
    #expect(
      loudness.readers.contains { $0.place.description == "base/rootfs/etc/cont-init.d/01:2" })
    #expect(loudness.isUsed)

    let title = try #require(map["WEB_TITLE"]?.readers.first)
    #expect("\(title.image) \(title.place)" == "web web/rootfs/defaults/web.conf:1")
    #expect(title.defaultText == "Hello")
  }

  @Test("variables of compose files have their place, service and default")
  func interpolated() throws {
    let map = try SmallRelease().map()
    let uses = { (name: String) in
      map[name]?.interpolations.map {
        "\($0.place) \($0.service ?? "") \($0.key) \($0.target ?? "") \($0.defaultText ?? "none")"
      }
    }
    #expect(uses("REPO") == ["docker-compose.yml:3 web image  reg.example/demo"])
    #expect(uses("PORT") == ["docker-compose.yml:4 web ports  none"])
    #expect(uses("WEB_MODE") == ["docker-compose.yml:11 web environment MODE quiet"])
    // What has a value of its own cannot be set.
    #expect(map["PLAIN"]?.isUsed == false)
    #expect(map["MODE"]?.isSettable == false)
    #expect(map["HIDDEN_SWITCH"]?.isSettable == false)
  }

  @Test("what a service needs is told, and what has a value already is not")
  func required() throws {
    let map = try SmallRelease().map()
    let required = map.variables.values.filter { !$0.requirements.isEmpty }.map(\.name).sorted()
    #expect(required == ["APP_SECRET", "RECORDER_PASSWORD"])
    #expect(map["APP_SECRET"]?.requirements.map(\.service) == ["web"])
    #expect(
      map["APP_SECRET"]?.requirements.map(\.place.description) == [
        "web/rootfs/etc/cont-init.d/10:3"
      ])
  }

  @Test("an old name is one that is only taken where the new one is empty")
  func oldNames() throws {
    var release = SmallRelease()
    #expect(try release.map()["OLD_NAME"]?.presentName == "NEW_NAME")
    release.files["recorder/rootfs/defaults/x.conf"] = "x = {{ .Env.OLD_NAME }}"
    #expect(try release.map()["OLD_NAME"]?.presentName == nil)
  }

  @Test("a file that cannot be read takes nothing else along")
  func broken() throws {
    var release = SmallRelease()
    release.files["web/rootfs/defaults/bad.conf"] = "{{ .Env.A"
    release.files["web/Dockerfile"] = "NONSENSE"
    release.files["bad.yml"] = "services: ["
    release.files["env.example"] = "A='"
    let map = try release.map()
    #expect(map["WEB_TITLE"]?.readers.count == 1)
    #expect(map["A"] == nil)
  }
}
