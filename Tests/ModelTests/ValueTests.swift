import Editing
import Findings
import GitKit
import PatchKit
import Testing

@testable import UpgradeKit

/// What is said of values, by what the container makes of them.
@Suite("Values that a container reads")
struct ValueTests {
  private static let render = "tpl /defaults/a.conf > /config/a.conf"

  private func site(
    _ template: String, script: String = Self.render, _ value: String
  ) -> EffectiveSite {
    var site = EffectiveSite(script: script, ["rootfs/defaults/a.conf": template])
    site.environment = ["A", "B"]
    site.variables = ["A": value]
    return site
  }

  private func effects(
    _ site: EffectiveSite, before: EffectiveSite? = nil
  ) throws -> (EnvironmentEffects, EnvironmentContext) {
    let (model, files, upstream) = try site.deployed()
    let release = try #require(ReleaseName("stable-2"))
    let text = site.variables.map { "\($0)=\($1)\n" }.sorted().joined()
    let map = VariableMap(
      of: model, in: files, generated: upstream, upstream: upstream, release: release)
    let context = EnvironmentContext(
      [EnvironmentSource(try EnvFile(SourceText(text)), at: ".env")], map: map)
    let former = try before.map {
      EnvironmentEffects.State(
        name: try #require(ReleaseName("stable-1")), model: try $0.deployed().model)
    }
    return (
      EnvironmentEffects(
        context, EnvironmentEffects.State(name: release, model: model), before: former), context
    )
  }

  private func codes(_ site: EffectiveSite, before: EffectiveSite? = nil) throws -> [String] {
    try effects(site, before: before).0.findings(on: ["A"]).map(\.code.rawValue)
  }

  private static let template = "{{ if .Env.A | default \"0\" | toBool }}on{{ end }}\n"
  private static let script = "[[ $A -eq 1 ]] && export B=1\n" + render

  @Test(
    "that mean yes or no are as right as they are read",
    arguments: [
      ("1", "template", []), ("true", "template", []), ("0", "template", []),
      ("no", "template", ["E419"]), ("off", "template", ["E419"]), ("yes", "template", []),
      ("1", "script", []), ("true", "script", ["E418"]), ("no", "script", []),
      ("true", "both", ["E419"]), ("1", "both", []), ("false", "both", []),
    ])
  func truth(_ value: String, _ reader: String, _ expected: [String]) throws {
    let inScript = "on = \"{{ .Env.B }}\"\n"
    let site =
      switch reader {
      case "template": site(Self.template, value)
      case "script": site(inScript, script: Self.script, value)
      default: site(Self.template + inScript, script: Self.script, value)
      }
    #expect(try codes(site) == expected)
  }

  @Test("that the image's tpl refuses leave a file empty")
  func refused() throws {
    var old = site(Self.template, "no")
    old.renderer = "v1.0.4"
    let finding = try #require(try effects(old).0.findings(on: ["A"]).first)
    #expect(finding.code == .templateNotRendered && finding.advice == ["write `0`"])
    // Before and after an upgrade, that is something else.
    let both = try effects(site(Self.template, "no"), before: old).0.findings(on: ["A"])
    #expect(both.map(\.code) == [.valueReadDifferently])
    #expect(
      both.first?.evidence == [
        "stable-1: app can't render `/config/a.conf` with it", "stable-2: app reads it as on",
      ])
  }

  @Test("are one of the words that they are compared with")
  func words() throws {
    let template = """
      {{ $A := .Env.A | default "one" }}{{ if eq $A "one" }}1{{ else if eq $A "two" }}2{{ end }}
      """
    #expect(try codes(site(template, "two")) == [])
    let finding = try #require(
      try effects(site(template, "tow")).0.findings(on: ["A"]).first)
    #expect(finding.code == .valueNotOfKind)
    #expect(finding.evidence == ["these are: `one`, `two`"])
    #expect(!finding.headline.contains("tow"))
    // What stands in the file as it is may be anything.
    #expect(try codes(site("{{ .Env.A }}\n" + template, "tow")) == [])
  }

  @Test("that programs may read as well are left alone")
  func programs() throws {
    var site = site("on = \"{{ .Env.B }}\"\n", script: Self.script, "true")
    site.image["rootfs/etc/services.d/app/run"] = "#!/bin/sh\nexec app $A\n"
    #expect(try codes(site) == [])
  }

  @Test("matter where something comes of them")
  func matters() throws {
    #expect(try effects(site("{{ .Env.A }}\n", "x")).0.matters("A"))
    #expect(try !effects(site("{{ .Env.B }}\n", "x")).0.matters("A"))
    #expect(try !effects(site("{{ .Env.A | default \"x\" }}\n", "x")).0.matters("A"))
  }
}
