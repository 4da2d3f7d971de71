import GitKit
import PatchKit
import Testing
import UpgradeKit

@Suite("The model of a deployment's images")
struct DeploymentModelTests {
  private static let upstream = [
    "docker-compose.yml":
      "services:\n  web:\n    image: jitsi/web:x\n  jibri:\n    image: jitsi/jibri:x\n",
    "base/Dockerfile": "FROM debian\nCOPY rootfs /\nENV BASE=1\n", "base/rootfs/etc/os": "base",
    "base/rootfs/etc/cont-init.d/01-zone": "#!/usr/bin/with-contenv bash\n",
    "web/Dockerfile": "ARG BASE_TAG=latest\nFROM jitsi/base:${BASE_TAG}\nCOPY rootfs/ /\n",
    "web/rootfs/etc/os": "web", "web/rootfs/defaults/x.conf": "web",
    "web/rootfs/etc/cont-init.d/10-config": "#!/usr/bin/with-contenv bash\n",
    "web/rootfs/etc/services.d/nginx/run": "#!/usr/bin/with-contenv bash\n",
    "jibri/Dockerfile": "FROM jitsi/base:latest\nCOPY rootfs/ /\n",
    "jibri/rootfs/etc/cont-init.d/.gitkeep": "",
  ]

  private static let newer = [
    "base/Dockerfile": "FROM debian\nCOPY rootfs /\n", "base/rootfs/etc/os": "newer base",
    "web/Dockerfile": "FROM jitsi/base:latest\nCOPY rootfs/ /\n",
    "web/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/nginx": "",
    "web/rootfs/etc/s6-overlay/s6-rc.d/nginx/type": "longrun\n",
    "web/rootfs/etc/s6-overlay/s6-rc.d/nginx/run": "#!/command/with-contenv bash\n",
    "web/rootfs/etc/s6-overlay/s6-rc.d/nginx/dependencies.d/01-config": "",
    "web/rootfs/etc/s6-overlay/s6-rc.d/01-config/type": "oneshot\n",
    "web/rootfs/etc/s6-overlay/s6-rc.d/01-config/up": "/etc/s6-overlay/scripts/config\n",
    "web/rootfs/etc/s6-overlay/scripts/config": "#!/command/with-contenv bash\n",
  ]

  private static func tree(_ texts: [String: String]) throws -> FileTree {
    var files: [TreePath: FileTree.File] = [:]
    for (path, text) in texts {
      files[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return FileTree(files)
  }

  private func model(
    _ deployment: [String: String], lists: [[String]] = [], further: [String] = []
  ) throws -> DeploymentModel {
    let files = try Self.tree(
      Dictionary(uniqueKeysWithValues: deployment.map { ("d/" + $0.key, $0.value) }))
    let releases = [
      ReleaseName("stable-1"): try Self.tree(Self.upstream),
      ReleaseName("stable-2"): try Self.tree(Self.newer),
    ]
    return DeploymentModel(
      of: LocalFiles(files), ComposeFiles(LocalFiles(files)), in: try TreeFolder("d"),
      lists: try lists.map { try $0.map { try TreePath("d/" + $0) } },
      further: try further.map { try TreePath("d/" + $0) },
      names: UpstreamImageNames(try Self.tree(Self.upstream)), tree: { releases[$0] })
  }

  private func service(_ name: String, _ deployment: [String: String]) throws
    -> DeploymentModel.Service
  {
    try #require(try model(deployment).services.first { $0.name == name })
  }

  private func texts(_ contents: ImageContents) -> [String: String] {
    contents.files.mapValues { String(decoding: $0.file.content, as: UTF8.self) }
  }

  @Test("has upstream's files at the image's own release, those of the base image below")
  func pulled() throws {
    let web = try service(
      "web",
      [
        "docker-compose.yml": "services: {web: {image: 'jitsi/web:${TAG}'}}\n",
        ".env": "TAG=stable-1\n",
      ])
    #expect(web.image.upstream.value??.release.value == ReleaseName("stable-1"))
    #expect(texts(web.contents)["etc/os"] == "web")
    #expect(
      web.contents.files["etc/cont-init.d/01-zone"]?.origin.path.text
        == "base/rootfs/etc/cont-init.d/01-zone")
    #expect(web.contents.variables == ["BASE": "1"])
    #expect(web.contents.gaps == [])
  }

  @Test("has the build context's files over those of the image that it is built on")
  func built() throws {
    let web = try service(
      "own",
      [
        "docker-compose.yml":
          "services:\n  own:\n    build: {context: ./own, args: {TAG: '${TAG:-stable-2}'}}\n",
        "own/Dockerfile":
          "ARG TAG\nFROM jitsi/web:${TAG}\nCOPY files/ /\nCOPY a.conf /defaults/\nCOPY b /c\n",
        "own/files/etc/os": "own", "own/a.conf": "a", "own/b": "b", "own/rootfs/etc/not": "copied",
      ])
    #expect(web.image.upstream.value??.name == "web")
    let texts = texts(web.contents)
    #expect(texts["etc/os"] == "own")
    #expect(texts["defaults/a.conf"] == "a")
    #expect(texts["c"] == "b")
    #expect(texts["etc/not"] == nil)
    #expect(texts["etc/s6-overlay/s6-rc.d/nginx/type"] == "longrun\n")
    #expect(web.contents.initSystem == .known(.version3))
  }

  @Test("has what is mounted over the image's files, and says what it can't know")
  func mounted() throws {
    let web = try service(
      "web",
      [
        "docker-compose.yml": """
        services:
          web:
            image: jitsi/web:stable-1
            volumes: ['./x.conf:/defaults/x.conf:ro', '/srv/init:/etc/cont-init.d', './www:/www']
        """, "x.conf": "own", "www/index.html": "hello",
      ])
    #expect(texts(web.contents)["defaults/x.conf"] == "own")
    #expect(texts(web.contents)["www/index.html"] == "hello")
    #expect(web.contents.files["etc/cont-init.d/10-config"] == nil)
    #expect(
      web.contents.file(at: "etc/cont-init.d/10-config").reason
        == "something outside of the deployment is mounted there")
    #expect(web.contents.file(at: "etc/none").reason == nil)
  }

  @Test(
    "is unknown, with the reason, where nothing says which files there are",
    arguments: [
      ("image: redis:7", "the image is somebody else's"),
      ("image: acme/web:stable-1", "the image is somebody else's"),
      ("image: jitsi/web:unstable", "the tag `unstable` is no release"),
      ("image: jitsi/web:secret", "its tag is no release"),
      ("image: jitsi/web:stable-3", "upstream has no stable-3"),
      ("build: ./none", "d/none/Dockerfile is missing"),
      ("build: ../../out", "it is built of a folder outside of the deployment"),
    ])
  func unknown(line: String, reason: String) throws {
    let web = try service("web", ["docker-compose.yml": "services:\n  web:\n    \(line)\n"])
    #expect(web.contents.file(at: "etc/os").reason == reason)
  }

  @Test("starts the scripts of the image's init system in order")
  func start() throws {
    func scripts(_ tag: String, _ mount: String = "[]") throws -> [String] {
      let web = try service(
        "web",
        [
          "docker-compose.yml": "services: {web: {image: 'jitsi/web:\(tag)', volumes: \(mount)}}\n",
          "own": "#!/usr/bin/with-contenv bash\n",
        ])
      return try #require(web.start.value).scripts.map {
        "\($0.role) \($0.path) \($0.interpreter ?? "-")"
      }
    }
    #expect(
      try scripts("stable-1") == [
        "oneshot etc/cont-init.d/01-zone /usr/bin/with-contenv",
        "oneshot etc/cont-init.d/10-config /usr/bin/with-contenv",
        "service etc/services.d/nginx/run /usr/bin/with-contenv",
      ])
    #expect(
      try scripts("stable-2", "['./own:/etc/cont-init.d/90-own']") == [
        "legacy etc/cont-init.d/90-own /usr/bin/with-contenv",
        "oneshot etc/s6-overlay/scripts/config /command/with-contenv",
        "service etc/s6-overlay/s6-rc.d/nginx/run /command/with-contenv",
      ])
  }

  @Test("has each service once, and those like upstream's by name or by image")
  func services() throws {
    let model = try model(
      [
        "docker-compose.yml":
          "services: {front: {image: 'jitsi/web:stable-1'}, redis: {image: 'redis:7'}}\n",
        "docker-compose.override.yml": "services: {front: {environment: [A=1]}}\n",
        "more.yml": "services: {jibri: {build: ./jibri}}\n",
        "jibri/Dockerfile": "FROM jitsi/base:stable-1\n",
      ], further: ["more.yml"])
    #expect(
      model.projects.map { $0.files.map(\.name) } == [
        ["docker-compose.yml", "docker-compose.override.yml"],
        ["docker-compose.yml", "docker-compose.override.yml", "more.yml"],
      ])
    #expect(model.services.map(\.name) == ["front", "jibri", "redis"])
    #expect(model.services(like: "web", image: "web").map(\.name) == ["front"])
    #expect(model.services(like: "recorder", image: "jibri").map(\.name) == ["jibri"])
    #expect(model.services(like: "web", image: nil).map(\.name) == [])
  }

  @Test("runs the files that the patch set says are run together, unless COMPOSE_FILE names some")
  func listed() throws {
    let files = [
      "docker-compose.yml": "services: {web: {image: x}}\n",
      "docker-compose.override.yml": "services: {web: {image: y}}\n",
      "more.yml": "services: {more: {image: z}}\n", "alone.yml": "services: {alone: {image: a}}\n",
      "broken.yml": "services: {b: {}}\n",
    ]
    let lists = [["docker-compose.yml", "more.yml"], ["alone.yml"], ["broken.yml"]]
    let model = try model(files, lists: lists, further: ["more.yml", "alone.yml", "broken.yml"])
    #expect(model.services.map(\.name) == ["alone", "more", "web"])
    #expect(model.services.last?.model.image?.text == "x")
    #expect(model.projects.map { $0.files.map { String($0.name) } } == lists)
    #expect(model.projects.map { $0.problem != nil } == [false, false, true])
    let named = try self.model(
      files.merging([".env": "COMPOSE_FILE=alone.yml\n"]) { $1 }, lists: lists,
      further: ["more.yml"])
    #expect(named.services.map(\.name) == ["alone"])
  }

  @Test("runs what COMPOSE_FILE names, and nothing else; keeps what Compose refuses")
  func projects() throws {
    let files = [
      "docker-compose.yml": "services: {web: {image: 'jitsi/web:stable-1'}}\n",
      "more.yml": "services: {jibri: {image: 'jitsi/jibri:stable-1', networks: [none]}}\n",
    ]
    let model = try model(files, further: ["more.yml"])
    #expect(model.services.map(\.name) == ["web"])
    #expect(
      model.projects.map { $0.problem?.message } == [
        nil, "service `jibri` uses the undeclared network `none`",
      ])
    let named = try self.model(
      files.merging([".env": "COMPOSE_FILE=docker-compose.yml\n"]) { $1 }, further: ["more.yml"])
    #expect(named.projects.map { $0.files.map(\.name) } == [["docker-compose.yml"]])
  }
}
