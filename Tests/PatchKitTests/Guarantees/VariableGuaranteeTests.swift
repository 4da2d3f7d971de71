import PatchKit
import Testing

@Suite("variable")
struct VariableGuaranteeTests {
  private static let guarantee = "variable: {names: [A_URL, B_KEY], service: jibri}"
  private static let upstream = [
    "jibri/Dockerfile": "FROM a\nCOPY rootfs/ /",
    "jibri/rootfs/defaults/x.conf": "x = {{ .Env.A_URL }}",
  ]
  private static let good = upstream.with([
    "c.yml": """
    services:
      jibri:
        build: ./jibri
        environment:
          - A_URL
          - B_KEY=${B_KEY:-1}

    """,
    "jibri/rootfs/usr/bin/run*": "#!/bin/sh\necho \"${B_KEY:?}\"\n",
  ])

  private func check(_ generated: [String: String]) throws -> [String] {
    try violations(of: Self.guarantee, in: generated, upstream: Self.upstream)
  }

  @Test("is held when it is passed and read")
  func held() throws {
    #expect(try check(Self.good) == [])
  }

  @Test("is not held when it is passed and not read")
  func unread() throws {
    let conf = "jibri/rootfs/defaults/x.conf"
    for text in ["x = 1", "x = {{/* .Env.A_URL */}}", "x = .Env.A_URL", "x = {{ .Env.A_URLS }}"] {
      #expect(
        try check(Self.good.with([conf: text])) == ["nothing in jibri/ reads A_URL"], "\(text)")
    }
    let script = "jibri/rootfs/usr/bin/run*"
    for text in ["B_KEY=1\n", "# $B_KEY\n", "echo '$B_KEY'\n", "echo $B_KEYS\n"] {
      #expect(
        try check(Self.good.with([script: "#!/bin/sh\n" + text]))
          == ["nothing in jibri/ reads B_KEY"], "\(text)")
    }
    #expect(
      try check(Self.good.without(script).with(["jibri/notes*": "#!/bin/sh\necho $B_KEY\n"]))
        == ["nothing in jibri/ reads B_KEY"])
  }

  @Test("is not held when it is read and not passed")
  func notPassed() throws {
    for line in ["", "      # - A_URL\n"] {
      #expect(
        try check(Self.good.changing("c.yml", "      - A_URL\n", to: line))
          == ["A_URL is not passed to jibri in c.yml"])
    }
  }

  @Test("looks into upstream's folder when the image is upstream's")
  func pulled() throws {
    let pulled = Self.good.changing("c.yml", "build: ./jibri", to: "image: jitsi/jibri:unstable")
    #expect(try check(pulled) == ["nothing in jibri/ reads B_KEY"])
    let foreign = Self.good.changing("c.yml", "build: ./jibri", to: "image: redis")
    #expect(
      try check(foreign)
        == ["the image of jibri in c.yml is not one of upstream's, nor built here"])
  }

  @Test("looks into the images that the image is built on, as everything else does that asks")
  func bases() throws {
    let layers = [
      "jibri/Dockerfile":
        "ARG R=jitsi\nFROM ${R}/base-java:latest AS build\nFROM build\nCOPY rootfs/ /",
      "base-java/Dockerfile": "FROM jitsi/base\n",
      "base/Dockerfile": "FROM debian\nCOPY rootfs /\n",
      "base/rootfs/etc/cont-init.d/01": "#!/bin/sh\necho $B_KEY\n",
    ]
    let script = "jibri/rootfs/usr/bin/run*"
    let generated = Self.good.without(script).with([
      "jibri/Dockerfile": layers["jibri/Dockerfile"] ?? ""
    ])
    let upstream = Self.upstream.with(layers)
    #expect(try violations(of: Self.guarantee, in: generated, upstream: upstream) == [])
    #expect(
      try violations(
        of: Self.guarantee, in: generated,
        upstream: upstream.with(["base/rootfs/etc/cont-init.d/01": "#!/bin/sh\n"]))
        == ["nothing in jibri/ or base-java/ or base/ reads B_KEY"])
    for dockerfile in ["ARG ON=jitsi/base-java\nFROM ${ON}", "FROM jitsi/base-java AS X\nFROM x"] {
      let built = generated.with(["jibri/Dockerfile": dockerfile + "\nCOPY rootfs/ /"])
      #expect(
        try violations(of: Self.guarantee, in: built, upstream: upstream) == [], "\(dockerfile)")
    }
  }

  @Test("is not held without the service")
  func noService() throws {
    #expect(
      try check(["c.yml": "services:\n  a: {}\n"]) == ["no compose file has a service jibri"])
  }
}
