import Editing
import Foundation
import GitKit
import PatchKit
import TestSupport
import Testing
import UpgradeKit

/// That no secret is shown, whatever scripts and templates make of it.
@Suite("Secrets of a container")
struct EffectiveSecretTests {
  private static let names = (0..<6).map { "S\($0)_PASSWORD" }

  /// Scripts and templates that make something of values.
  private static let commands = [
    "export X=\"$Y-$Z\"", "export X=${#Y}", "export X=$((Y + 1))", "X+=$Y", "export X=$(echo $Y)",
    "export X=$(echo $Y | tr '[:upper:]' '[:lower:]')", "export X=$(echo a | sed \"s/a/$Y/\")",
    "export X=$(basename \"/a/$Y\")", "export X=$(echo $Y | cut -d. -f1)", "export X=${W:-$Y}",
    "export X=${Y:+$Z}", "echo \"$Y\"", "echo \"$Y\" > /config/$Z.txt", "mkdir -p /config/$Y",
    "export X=$(ls $Y)", "export X=$(awk '{print length}' $Y)", "export X=$(realpath /config/$Y)",
    "[ $Y -f 1 ] && export X=1", "[[ $Y =~ ^a ]] && export X=$Z", "cp /defaults/a.conf /config/$Y",
    "for i in $Y $Z; do export X=\"$X $i\"; done", "export X=$(printf '%s' $Y)",
    "cat /config/$Y >> /config/a.conf", "sed -i \"s/a/$Y/\" /config/a.conf", "export $Y=1",
    "[[ -z \"$Y\" ]] || { echo \"FATAL $Y\"; }", "export X=$Y*", "export X=\"$(dig $Y)$Z\"",
    "tpl /defaults/b.conf > /config/$Y.conf", "[ -f /var/lib/$Y ] && export X=1",
    "cat /var/lib/$Y >> /config/a.conf", "cp -r /defaults/. /config/$Y", "ls /opt/$Y || exit 1",
    "cp -r /srv/$Y/. /config/sub; cat /config/sub/own >> /config/a.conf",
    "mkdir -p /var/lib/$Y && cp /var/lib/$Y/a /config/c; echo 1 >> /config/c",
    "cp -r /defaults/. /config/$Y; echo 1 >> /config/$Y/a.conf",
    "export X=$(echo -n $Y | tr -d '.')", "tpl /defaults/a.conf > $Y", "echo 1 > $Y.conf",
    "echo 1 > /config/$Y.d; cp -r /config/. /run/config; echo 1 >> /run/config/$Y.d",
    "echo 1 > /config/../$Y; cp -r / /run; echo 1 >> /run/$Y",
    "mkdir -p /run/$Y; tpl /defaults/a.conf > /run/$Y/a; cp -r /run/$Y /config; cat /config/a > /b",
  ]
  private static let actions = [
    ".Env.Y", ".Env.Y | quote", ".Env.Y | b64enc", "join \",\" (splitList \"e\" .Env.Y)",
    "printf \"%s-%s\" .Env.Y .Env.Z", ".Env.Y | trimPrefix \"s\"", "add 1 .Env.Y",
    "ternary .Env.Y .Env.Z true", "splitList \"0\" .Env.Y", "(split \".\" .Env.Y)._0",
    "first (splitList \"a\" .Env.Y)", ".Env.Y | toJson", ".Env.Y | toString | trim",
    "compact (splitList \"s\" .Env.Y) | join \"\"", "quote .Env.Y .Env.Z", "$x := .Env.Y }}{{ $x",
    "range $i, $e := splitList \"1\" .Env.Y }}{{ $e }}{{ end", "contains \"a\" .Env.Y",
    "eq .Env.Y .Env.Z", "printf .Env.Y", "add .Env.Y .Env.Z", "default .Env.Z .Env.NONE",
    ".Env.Y | toBool", "upper .Env.Y", "coalesce .Env.NONE .Env.Y",
  ]

  /// A value that can be known by any six of its bytes.
  private static func secret(_ random: inout SeededGenerator) -> String {
    let alphabet = Bool.random(using: &random) ? "0123456789" : "qxzjkvw0123456789QXZJKVW"
    let text = (0..<24).map { _ in alphabet.randomElement(using: &random) ?? "q" }
    return (text.first == "0" ? "7" : "") + String(text.prefix(18))
  }

  private static func leaks(_ text: String, _ secrets: [String]) -> [String] {
    let forms =
      secrets + secrets.map { Data($0.utf8).base64EncodedString() }
      + secrets.compactMap { Int($0) }.map { String($0 + 1) }
    let lowered = text.lowercased()
    return forms.filter { form in
      let bytes = Array(form.lowercased().utf8)
      return (0...max(0, bytes.count - 6)).contains { start in
        lowered.contains(
          String(decoding: bytes[start..<min(start + 6, bytes.count)], as: UTF8.self))
      }
    }
  }

  private func filled(_ text: String, _ random: inout SeededGenerator) -> String {
    let (y, z) = (
      Self.names.randomElement(using: &random) ?? "", Self.names.randomElement(using: &random) ?? ""
    )
    return text.replacing(/\bY\b/, with: y).replacing(/\bZ\b/, with: z)
      .replacing(/\bX\b/, with: Self.names.randomElement(using: &random) ?? "")
  }

  /// Everything that may be shown of a service.
  private func shown(
    _ service: EffectiveService, _ disclosures: [EffectiveEnvironment.Disclosure]
  ) -> String {
    let texts = disclosures.flatMap { disclosure in
      service.shown(disclosure).values
    }
    let others =
      service.files.flatMap {
        [$0.label, $0.doubt ?? "", $0.problem ?? ""] + $0.failures.map(\.error.message)
      }
      + service.uncovered.map(\.error.message) + [
        service.stop?.message ?? "", service.problem ?? "",
      ]
    return (texts + others).joined(separator: "\n")
  }

  @Test("are not shown of what random scripts and templates make of them", .tags(.random))
  func random() throws {
    var files = 0
    for seed in Seeds.plain(400) {
      var random = SeededGenerator(seed: seed)
      let script = (0..<8).map { _ in
        filled(Self.commands.randomElement(using: &random) ?? "", &random)
      }
      let template = { (random: inout SeededGenerator) in
        (0..<3).map { _ in
          "a {{ \(filled(Self.actions.randomElement(using: &random) ?? "", &random)) }}\n"
        }.joined()
      }
      let templates = (template(&random), template(&random))
      var site = EffectiveSite(
        script: (script + [
          "tpl /defaults/a.conf > /config/a.conf", "tpl /defaults/b.conf > /config/b.conf",
        ])
        .joined(separator: "\n"),
        ["rootfs/defaults/a.conf": templates.0, "rootfs/defaults/b.conf": templates.1])
      site.environment = Self.names
      for name in Self.names { site.variables[name] = Self.secret(&random) }
      let service = try site.service()
      files += service.files.count
      let found = Self.leaks(shown(service, [.given, .plain]), Array(site.variables.values))
      #expect(
        found.isEmpty,
        "seed \(seed):\n\(script.joined(separator: "\n"))\n\(templates)\n\(shown(service, [.given]))"
      )
    }
    #expect(files > 400)
  }

  private static let upstream = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

  @Test(
    "are not shown of what upstream's images make of them, of every supported release",
    .tags(.random),
    .enabled(if: upstream != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func everyRelease() throws {
    let repository = try Repository(opening: try #require(Self.upstream))
    let since = try #require(ReleaseName("stable-7439"))
    let directory = try TreeFolder("d")
    var files = 0
    for tag in try repository.tags() {
      guard let release = ReleaseName(tag.name), release >= since else { continue }
      let tree = try repository.fileTree(tag.commit)
      let names = Set(
        String(decoding: tree[try TreePath("env.example")]?.content ?? [], as: UTF8.self)
          .matches(of: /(?m)^#? ?([A-Z][A-Z0-9_]+)=/).map { String($0.1) })
      for seed in Seeds.plain(2) {
        var random = SeededGenerator(seed: seed &+ UInt64(tag.name.utf8.count))
        var values: [String: String] = ["CONFIG": "./none"]
        var secrets: [String] = []
        // With any value of these there is nothing to look at: Compose refuses it, or the image isn't upstream's.
        for name in names.sorted()
        where name != "CONFIG" && name != "RESTART_POLICY" && !name.hasPrefix("COMPOSE_")
          && !name.hasPrefix("JITSI_IMAGE_") && !name.hasSuffix("_PORT")
        {
          // Without a password, containers stop.
          switch name.hasSuffix("PASSWORD") ? 0 : Int.random(in: 0..<6, using: &random) {
          case 0...1:
            // A name that does not tell of a secret has one all the same.
            let secret = Self.secret(&random)
            secrets.append(secret)
            values[name] = secret
          case 2: values[name] = "1"
          default: break
          }
        }
        var texts: [TreePath: FileTree.File] = [:]
        for path in tree.paths { texts[directory.appending(path)] = tree[path] }
        let env = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
        texts[directory.appending(try TreePath(".env"))] = FileTree.File(content: Array(env.utf8))
        let local = LocalFiles(FileTree(texts))
        let further = tree.paths.filter {
          $0.folder.isEmpty && $0.text.hasSuffix(".yml") && $0.text != "docker-compose.yml"
        }.map(directory.appending)
        let model = DeploymentModel(
          of: local, ComposeFiles(local), in: directory, further: further,
          names: UpstreamImageNames(tree), tree: { $0 == release ? tree : nil })
        for service in EffectiveConfiguration(of: model).services {
          files += service.files.count
          // By name and shape alone, some of these values are none.
          let found = Self.leaks(shown(service, [.given]), secrets)
          #expect(found.isEmpty, "\(tag.name), seed \(seed), \(service.name)")
        }
      }
    }
    print("\(files) files")
    #expect(files > 500)
  }
}
