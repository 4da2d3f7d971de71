import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// What a deployment gets: what its compose files refer to, and nothing else.
struct ClosureTests {
  private func generate(_ files: [String: String]) throws -> Generation {
    let generated = try Demo.generate("stable-11146-2") { tree in
      for (path, text) in files { try tree.write(text, to: path) }
    }
    return generated.generation
  }

  private func paths(_ files: [String: String]) throws -> Set<String> {
    let generation = try generate(files)
    #expect(generation.conflicts.map(\.headline) == [])
    return Set(generation.tree.paths.map(\.text))
  }

  @Test(
    "a folder that is mounted comes along, wherever it is",
    arguments: ["resources/loki", "docs", ".config/x", "web/rootfs"])
  func mounts(_ folder: String) throws {
    let paths = try paths([
      "loki.yml":
        "services:\n  loki:\n    image: loki\n    volumes:\n      - ./\(folder):/etc/loki:ro\n",
      "\(folder)/loki.yaml": "a: 1\n",
    ])
    #expect(paths.contains("\(folder)/loki.yaml"))
    #expect(!paths.contains("jvb/Dockerfile"))
  }

  @Test("what an included file builds and mounts comes along, counted from that file's folder")
  func included() throws {
    let paths = try paths([
      "extra.yml": "include:\n  - ops/loki.yml\nservices: {}\n",
      "ops/loki.yml": """
      services:
        loki:
          build: ./image
          volumes:
            - ./settings:/etc/loki:ro
          extends:
            file: ../common/base.yml
            service: base
      """,
      "ops/image/Dockerfile": "FROM loki\n", "ops/settings/loki.yaml": "a: 1\n",
      "image/x": "not meant\n",
      "common/base.yml": "services:\n  base:\n    env_file: [./base.env]\n",
      "common/base.env": "A=1\n",
    ])
    let expected = [
      "extra.yml", "ops/loki.yml", "ops/image/Dockerfile", "ops/settings/loki.yaml",
      "common/base.yml",
      "common/base.env",
    ]
    #expect(paths.isSuperset(of: expected))
    #expect(!paths.contains("image/x"))
  }

  @Test("files that extend each other end somewhere")
  func circle() throws {
    let paths = try paths([
      "one.yml": "services:\n  a:\n    image: a\n    extends: {file: two.yml, service: b}\n",
      "two.yml": "services:\n  b:\n    image: b\n    extends: {file: one.yml, service: a}\n",
    ])
    #expect(paths.isSuperset(of: ["one.yml", "two.yml"]))
  }

  @Test(
    "what has to be there and is not is a conflict with its place",
    arguments: [
      "build: ./nowhere", "build: {context: ./jibri, dockerfile: Nowhere}", "build: ../outside",
      "extends: {file: nowhere.yml, service: x}",
    ])
  func missing(_ line: String) throws {
    let generation = try generate(["extra.yml": "services:\n  extra:\n    \(line)\n"])
    let conflict = try #require(generation.conflicts.first)
    #expect(conflict.code.rawValue == "U211")
    #expect(conflict.places.first?.path == "extra.yml")
    #expect(conflict.places.first?.line == 3)
  }

  @Test(
    "a file that is included and that the operations do not take for a compose file is a conflict",
    arguments: [
      ("base.compose", "services:\n  a:\n    image: a\n    networks: [meet.jitsi]\n"),
      ("nets.yml", "networks:\n  meet.jitsi:\n"),
      (".base/base.yml", "services:\n  a:\n    image: a\n    networks: [meet.jitsi]\n"),
    ])
  func unrecognised(_ path: String, _ text: String) throws {
    let generation = try generate([
      "extra.yml": "include: [\(path)]\nservices:\n  b: {image: b}\n", path: text,
    ])
    #expect(generation.conflicts.map(\.code.rawValue) == ["U205"])
    #expect(generation.conflicts.first?.places.map(\.path) == [path])
  }

  @Test("data that is made when a container runs need not be there")
  func runTimeData() throws {
    let paths = try paths([
      "extra.yml":
        "services:\n  extra:\n    image: x\n    env_file: ./extra.env\n    volumes: [./data:/data]\n"
    ])
    #expect(paths.contains("extra.yml"))
  }
}
