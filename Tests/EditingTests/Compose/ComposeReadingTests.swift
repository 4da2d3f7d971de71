import Editing
import Testing

/// What is read out of a compose file.
struct ComposeReadingTests {
  private let file: ComposeFile

  init() throws {
    file = try ComposeFile(
      SourceText(
        """
        x-base: &base
          networks: [net]
          env_file: base.env
        include:
          - more.yml
          - path: [one.yml, two.yml]
        services:
          web: &web
            <<: *base
            image: ${REPO:-ghcr.io/o}/web:${V:-1}
            environment:
              - A
              - B="${X:-0}"
              - A=2
            volumes:
              - ${CONFIG:-~/.c}/web:/config:Z
              - ./conf/:/conf/:ro,z
              - data:/data
              - /anonymous
              - ../up:/up
              - type: bind
                source: ./long
                target: /long
                read_only: true
                bind: {selinux: Z}
            ports: ['80:80', {target: 443}]
            depends_on: {db: {condition: service_started}}
          db:
            build:
              context: ./db
              dockerfile: Dockerfile.db
              args: [V=1, W]
            environment: {C: 1, D: , E: ''}
            networks: {net: {aliases: [db.net, "x"]}, other: }
            env_file: [a.env, {path: b.env, required: false}]
            depends_on: [web]
            extends: {file: base.yml, service: db}
          other:
            build: https://example.org/x.git
            extends: web
          none:
        networks:
          net:
        configs:
          c: {file: ./c.conf}
          d: {external: true}
        secrets: {s: {file: s.txt}}

        """))
  }

  @Test func services() throws {
    #expect(file.services.map(\.name) == ["web", "db", "other", "none"])
    let web = try #require(file.service("web"))
    #expect(web.image?.value == "${REPO:-ghcr.io/o}/web:${V:-1}")
    #expect(try web.resolvedImage(["V": "2"]) == "ghcr.io/o/web:2")
    #expect(web.ports.map(\.value) == ["80:80", "443"])
    #expect(web.dependencies.map(\.value) == ["db"])
    #expect(file.service("db")?.dependencies.map(\.value) == ["web"])
    #expect(file.text.string(in: web.key.span) == "web")
  }

  @Test func variables() throws {
    let web = try #require(file.service("web"))
    #expect(web.environment.map(\.name) == ["A", "B", "A"])
    #expect(web.variable("A")?.value == "2")
    #expect(web.variable("B")?.value == "\"${X:-0}\"")
    #expect(web.variable("Z") == nil)
    let db = try #require(file.service("db"))
    #expect(db.environment.map(\.value) == ["1", nil, ""])
    #expect(db.variable("C").map { file.text.string(in: $0.span) } == "C: 1")
  }

  @Test func valueMayBeginWithACombiningCharacter() throws {
    let yaml = "services: {a: {environment: [\"B=\\u0301x\"]}}"
    let file = try ComposeFile(SourceText(yaml))
    #expect(file.service("a")?.variable("B")?.value == "\u{301}x")
  }

  @Test func networks() throws {
    #expect(file.service("web")?.isAttached(to: "net") == true)
    let db = try #require(file.service("db"))
    #expect(db.networks.map(\.name) == ["net", "other"])
    #expect(db.networks.first?.aliases.map(\.value) == ["db.net", "x"])
    #expect(file.declaresNetwork("net") && !file.declaresNetwork("other"))
  }

  @Test func mounts() throws {
    let web = try #require(file.service("web"))
    #expect(
      web.mounts.map(\.source)
        == ["${CONFIG:-~/.c}/web", "./conf/", "data", nil, "../up", "./long"])
    #expect(
      web.mounts.map(\.target) == ["/config", "/conf/", "/data", "/anonymous", "/up", "/long"])
    #expect(web.mounts.map(\.options) == [["Z"], ["ro", "z"], [], [], [], ["ro", "Z"]])
    #expect(web.mounts(at: "/conf").map(\.isReadOnly) == [true])
    #expect(web.mounts(at: "/").isEmpty)
  }

  @Test func build() throws {
    let build = try #require(file.service("db")?.build)
    #expect(build.context?.value == "./db")
    #expect(build.dockerfile?.value == "Dockerfile.db")
    #expect(build.arguments.map(\.name) == ["V", "W"])
    #expect(build.arguments.map(\.value) == ["1", nil])
  }

  @Test func localPaths() throws {
    let paths = try file.localPaths()
    #expect(
      paths.map(\.path) == [
        "./conf/", "../up", "./long", "base.env", "./db", "Dockerfile.db", "a.env", "b.env",
        "base.yml",
        "./c.conf", "s.txt", "more.yml", "one.yml", "two.yml",
      ])
    #expect(paths[5].use == .dockerfile(context: "./db"))
    #expect(paths[7].use == .environmentFile(isRequired: false))
    #expect(file.text.string(in: paths[0].span) == "./conf/:/conf/:ro,z")
    #expect(try file.localPaths(["CONFIG": "./cfg"]).first?.path == "./cfg/web")
  }

  @Test("more paths than are read are an error, and not left out")
  func tooManyPaths() throws {
    let path = "./" + String(repeating: "a", count: 4_000)
    var text = "x-mounts: &mounts\n"
    for number in 0..<100 { text += "  - \(path):/\(number)\n" }
    text += "services:\n"
    for number in 0..<9 { text += "  s\(number):\n    volumes: *mounts\n" }
    let file = try ComposeFile(SourceText(text))
    #expect(try file.localPaths().count == 900)
    for number in 9..<12 { text += "  s\(number):\n    volumes: *mounts\n" }
    let error = #expect(throws: EditingError.self) {
      try ComposeFile(SourceText(text)).localPaths()
    }
    #expect(error?.kind == .tooLarge)
    #expect(error?.offset != nil)
  }
}
