import Secrets
import TestSupport
import Testing

/// The mask alone, on files in which secrets of all kinds are planted: of the commands' outputs, another test searches
/// fewer.
@Suite("Secrets in files")
struct SecretPlantTests {
  @Test("are hidden in whole files and in pieces", .tags(.random))
  func hidden() {
    for seed in Seeds.plain(2_000) {
      var plants = SecretPlants(seed: seed)
      guard let first = plants.draw(mayBreak: true) else { continue }
      var content = plants.insert(first, into: Self.content(of: first.path))
      // Another one, which may change how the first is read.
      while plants.chance(40) {
        if let other = plants.draw(mayBreak: true), other.path == first.path {
          content = plants.insert(other, into: content)
        }
      }
      let bytes = Array(content.utf8)
      let mask = SecretMask(
        path: first.path, content: bytes, known: [Array(Self.content(of: first.path).utf8)])
      let whole = String(decoding: mask.masked(file: bytes), as: UTF8.self)
      #expect(plants.leaks(in: whole) == [], "seed \(seed): \(plants.log)")
      let lines = content.split(separator: "\n").map { mask.masked(piece: String($0)) }
      #expect(
        plants.leaks(in: lines.joined(separator: "\n")) == [], "seed \(seed): \(plants.log)")
    }
  }

  private static func content(of path: String) -> String {
    switch path.split(separator: ".").last ?? "" {
    case "yml":
      "services:\n    web:\n        image: jitsi/web:stable-1\n        ports:\n            - '80:80'\n    prosody:\n        environment:\n            - A\n"
    case "conf":
      "jibri {\n    a = 1\n    {{ if .Env.B }}\n    b = \"{{ join \"\\\",\\\"\" (splitList \",\" .Env.B) }}\"\n    {{ end }}\n}\n"
    case "lua": "local a = 1;\nfunction b()\n    return a -- it isn't\nend\n"
    case "yaml": "format: 2\nupstream:\n    tag: stable-1\n"
    case "example", "env": "# A comment, which isn't long\n#HTTP_PORT=80\nTZ=UTC\n"
    default: "#!/bin/bash\n# What isn't there\nif [ -z \"$A\" ]; then\n    exit 1\nfi\n"
    }
  }
}
