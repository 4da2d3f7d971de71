import Editing
import Foundation
import GitKit
import PatchKit
import TestSupport
import Testing
import UpgradeKit

/// What is said of guarantees, against an independent reading of the same files: Compose's own answer, and a search for
/// texts.
@Suite struct GuaranteeTruthTests {
  private static let cases = 320
  private static let patchSet = Result {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    let folder = url.deletingLastPathComponent().appendingPathComponent("patches").path
    return try PatchSet.read(try Folder(at: folder).tree(), vocabulary: .standard)
  }

  /// Something that people do to a deployment of ours.
  private static let edits: [@Sendable (inout GuaranteeSite, inout SeededGenerator) -> Void] = [
    { site, random in
      site.dropLine(of: "docker-compose.yml", &random) { $0.contains("            - ") }
    },
    { site, random in site.dropLine(of: "jibri.yml", &random) { $0.contains("            - ") } },
    { site, random in site.dropLine(of: "jibri.yml", &random) { $0.contains("TIMEOUT") } },
    { site, _ in site["docker-compose.yml"]?.replace("confomeetnet", with: "meet.jitsi") },
    { site, _ in site["jibri.yml"]?.replace("confomeetnet", with: "meet.jitsi") },
    { site, _ in site["docker-compose.yml"]?.replace("    prosody:\n", with: "    own-prosody:\n")
    },
    { site, _ in
      site["docker-compose.yml"]?.replace(
        ":/prosody-plugins-custom:ro,z", with: ":/prosody-plugins-custom")
    },
    { site, _ in
      site["docker-compose.override.yml"] =
        "services:\n  prosody:\n    volumes: ['./own:/prosody-plugins-custom']\n"
    },
    { site, _ in
      site["docker-compose.override.yml"] =
        "services:\n  web:\n    networks: [meet.jitsi]\nnetworks: {meet.jitsi: }\n"
    },
    { site, _ in
      site["docker-compose.override.yml"] =
        "services:\n  own:\n    image: redis:7\n    networks: [meet.jitsi]\nnetworks: {meet.jitsi: }\n"
    },
    { site, _ in
      site["docker-compose.override.yml"] =
        "services:\n  prosody:\n    environment: !reset []\n  jicofo:\n    image: jitsi/jicofo:unstable\n"
    },
    { site, _ in site["jibri.yml"] = nil },
    { site, _ in
      site["jibri/rootfs/defaults/jibri.conf"]?.replace("JIBRI_NO_MEDIA_TIMEOUT", with: "OWN")
    },
    { site, _ in site["jibri/rootfs/usr/bin/finalize-s3.sh"] = nil },
    { site, _ in site["prosody/prosody-plugins-custom/mod_auto_lobby.lua"] = nil },
    { site, _ in site[".env"] = "JITSI_IMAGE_VERSION=stable-8960\nCONFIG=/srv/jitsi\nTZ=UTC\n" },
    { site, _ in
      site["docker-compose.yml"]?.replace("${JITSI_IMAGE_VERSION:-", with: "${OWN_VERSION:-")
    },
    { site, _ in
      site["own.yml"] =
        "services:\n  own:\n    image: redis:7\n    environment: [JIBRI_NO_MEDIA_TIMEOUT]\n"
    },
    { site, _ in site["jibri.yml"]?.replace("context: ./jibri", with: "context: ./recorder") },
  ]

  @Test(
    .enabled(
      if: EveryReleaseModelTests.isPossible,
      "set CONFOMEET_TEST_UPSTREAM and CONFOMEET_TEST_COMPOSE"))
  func saysNothingThatComposeContradicts() throws {
    let patchSet = try Self.patchSet.get()
    let repository = try Repository(opening: try #require(EveryReleaseModelTests.upstream))
    var random = SeededGenerator(seed: 1313)
    var made: [ReleaseName: GuaranteeSite] = [:]
    var (held, failed) = (0, 0)
    for number in 0..<Self.cases {
      let release = try #require(EveryReleaseModelTests.releases.randomElement(using: &random))
      if made[release] == nil {
        let tag = try #require(try repository.tag(named: release.description))
        made[release] = try GuaranteeSite(
          patchSet, release, upstream: try repository.fileTree(tag.commit))
      }
      var site = try #require(made[release])
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        if let edit = Self.edits.randomElement(using: &random) { edit(&site, &random) }
      }
      let reading = try IndependentReading(site)
      for result in try site.check().results {
        guard let truth = reading.truth(of: result) else { continue }
        switch result.check.outcome {
        case .holds:
          held += 1
          #expect(truth, "\(number) \(release): ✓ \(result.stated.guarantee.statement)")
        case .fails:
          failed += 1
          #expect(!truth, "\(number) \(release): ✗ \(result.stated.guarantee.statement)")
        case .unknown, .moot: continue
        }
      }
    }
    #expect(held > 1_000)
    #expect(failed > 100)
  }
}

extension GuaranteeSite {
  /// Takes a line out of a file.
  fileprivate mutating func dropLine(
    of path: String, _ random: inout SeededGenerator, where isMeant: (Substring) -> Bool
  ) {
    guard let text = self[path] else { return }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.indices.filter({ isMeant(lines[$0]) }).randomElement(using: &random)
    else { return }
    lines.remove(at: index)
    self[path] = lines.joined(separator: "\n")
  }
}

/// What Compose says of a deployment, and what stands in its files.
private struct IndependentReading {
  let site: GuaranteeSite
  /// The further files that Compose refuses.
  private let refused: [String]
  /// Compose's answers: of the files that it finds by itself, and of each further file with them; `nil` for a refusal.
  let projects: [YAMLValue?]

  init(_ site: GuaranteeSite) throws {
    self.site = site
    let folder = try TemporaryFolder()
    for (path, file) in site.files {
      try folder.write(String(decoding: file.content, as: UTF8.self), to: path)
    }
    // Files of `env_file` are on the host alone.
    for path in site.generation.tree.paths where path.name == "env.example" && !path.folder.isEmpty
    {
      try folder.write("", to: "d/\(path.folder)/.env")
    }
    let own = ["docker-compose.yml", "docker-compose.override.yml"].filter { site[$0] != nil }
    let further = site.files.keys.compactMap { path -> String? in
      guard path.hasPrefix("d/"), path.hasSuffix(".yml") else { return nil }
      let name = String(path.dropFirst(2))
      return name.contains("/") || own.contains(name) ? nil : name
    }
    projects = try ([own] + further.sorted().map { own + [$0] }).map {
      try ComposeProgram.config(in: folder.path + "/d", files: $0)
    }
    refused = zip(further.sorted(), projects.dropFirst()).filter { $0.1 == nil }.map(\.0)
  }

  private func isOwn(_ name: String) -> Bool {
    (try? TreePath(name)).flatMap { site.generation.tree[$0] } == nil
  }

  private func isEdited(_ name: String) -> Bool {
    site.files["d/" + name] != (try? TreePath(name)).flatMap { site.generation.tree[$0] }
  }

  /// The services of a name, or else those that run or build the image of that name.
  private func services(_ name: String) -> [YAMLValue] {
    let all = projects.compactMap(\.self).flatMap { $0["services"]?.pairs ?? [] }
    let named = all.filter { $0.key == name }.map(\.value)
    return named
  }

  /// Whether a guarantee is true; `nil` where this reading can't tell.
  func truth(of result: GuaranteeResult) -> Bool? {
    let statement = result.stated.guarantee.statement
    switch result.stated.name {
    case "variable":
      guard let service = statement.service(" passed to "), !services(service).isEmpty else {
        return nil
      }
      let names = statement.split(separator: " ").prefix { $0 != "is" && $0 != "are" }
        .map { String($0.filter { $0 != "," }) }
      return services(service).allSatisfy { service in
        names.allSatisfy { service["environment"]?[$0] != nil && isRead($0, service) }
      }
    case "mount":
      let found = services("prosody")
      guard !found.isEmpty else { return nil }
      return found.allSatisfy { service in
        let mounts = (service["volumes"]?.list ?? []).filter {
          $0["target"]?.scalar == "/prosody-plugins-custom"
        }
        return mounts.count == 1
          && mounts[0]["source"]?.scalar?.hasSuffix("/d/prosody/prosody-plugins-custom") == true
          && mounts[0]["read_only"]?.scalar == "true"
      } && site.files.keys.contains { $0.hasPrefix("d/prosody/prosody-plugins-custom/") }
    case "network":
      // Whatever upstream has on its network is one of these. What Compose refuses isn't run; where an edit of the
      // file is behind it, or it is all, somebody meant to.
      guard projects.first ?? nil != nil, refused.allSatisfy({ !isEdited($0) || isOwn($0) })
      else { return false }
      let names = ["web", "prosody", "jicofo", "jvb", "jibri", "jigasi", "etherpad"]
      return names.flatMap(services).allSatisfy {
        $0["networks"]?["meet.jitsi"] == nil && $0["networks"]?["confomeetnet"] != nil
      }
    case "file":
      // A file that is there, outside of an image, with nothing said of its mode and text.
      guard statement.hasSuffix(" is there"), !statement.contains("rootfs") else { return nil }
      return site.files["d/" + statement.dropLast(" is there".count)] != nil
    default: return nil
    }
  }

  /// Whether a template or script that a service has mentions a variable: in its build context, else in the generated
  /// or upstream's folder of its image.
  private func isRead(_ name: String, _ service: YAMLValue) -> Bool {
    let upstream = site.trees[site.generation.release] ?? FileTree()
    var folders: [[FileTree.File]] = []
    if let context = service["build"]?["context"]?.scalar {
      let folder = "d/" + (context.components(separatedBy: "/d/").last ?? "") + "/rootfs/"
      folders.append(site.files.filter { $0.key.hasPrefix(folder) }.map(\.value))
    } else if let image = service["image"]?.scalar?.split(separator: "/").last?.split(
      separator: ":"
    ).first {
      folders.append(upstream.paths(below: "\(image)/rootfs").compactMap { upstream[$0] })
    }
    for base in ["base", "base-java"] {
      folders.append(upstream.paths(below: "\(base)/rootfs").compactMap { upstream[$0] })
    }
    return folders.joined().contains { file in
      String(decoding: file.content, as: UTF8.self).contains(name)
    }
  }
}

extension String {
  /// The word behind some text.
  fileprivate func service(_ marker: String) -> String? {
    range(of: marker).flatMap {
      self[$0.upperBound...].split(separator: " ").first.map(String.init)
    }
  }
}

extension YAMLValue {
  fileprivate var scalar: String? {
    if case .string(let text) = self { text } else { nil }
  }

  fileprivate var list: [YAMLValue]? {
    if case .sequence(let items) = self { items } else { nil }
  }

  fileprivate var pairs: [Entry]? {
    if case .mapping(let entries) = self { entries } else { nil }
  }
}
