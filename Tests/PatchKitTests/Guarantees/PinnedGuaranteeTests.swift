import PatchKit
import Testing

@Suite("pinned")
struct PinnedGuaranteeTests {
  private static let upstream = [
    "web/Dockerfile": "FROM a", "jibri/Dockerfile": "FROM a", "base-java/Dockerfile": "FROM a",
  ]
  private static let tag = "${VERSION:-stable-10532}"
  private static let dockerfile =
    "ARG REPO=jitsi\nARG BASE_TAG=latest\nFROM ${REPO}/base-java:${BASE_TAG}\n"
  private static let build = "build: {context: ./jibri, args: {BASE_TAG: \"\(tag)\"}}"

  private func check(_ service: String, _ dockerfile: String? = Self.dockerfile) throws -> [String]
  {
    let web = "web: {image: \"jitsi/web:\(Self.tag)\"}"
    var generated = ["c.yml": "services:\n  \(web)\n  jibri: {\(service)}\n"]
    if let dockerfile { generated["jibri/Dockerfile"] = dockerfile }
    return try violations(
      of: "pinned: {variable: VERSION}", in: generated, upstream: Self.upstream,
      release: "stable-10532")
  }

  /// The violations of what comes to these tags without the variable and with it; `nil` where it is right.
  private func wrong(_ first: String?, _ second: String?) -> [String] {
    [(first, "stable-10532"), (second, "stable-0-other")].compactMap { tag, expected in
      tag.map { "service jibri in c.yml comes to `\($0)`, not `\(expected)`" }
    }
  }

  @Test("is held by images, and by builds on an image of the release")
  func held() throws {
    #expect(try check("image: \"ghcr.io/jitsi/jibri:\(Self.tag)\"") == [])
    #expect(try check("image: \"redis:7\"") == [])
    #expect(try check(Self.build) == [])
    let elsewhere = Self.build.replacing("./jibri", with: "., dockerfile: jibri/Dockerfile")
    #expect(try check(elsewhere) == [])
    #expect(try check("build: ./jibri", "FROM redis:7\n") == [])
  }

  @Test("is not held by another default, a literal tag, a digest, or none")
  func images() throws {
    #expect(try check("image: \"jitsi/jibri:${VERSION:-unstable}\"") == wrong("unstable", nil))
    #expect(try check("image: \"jitsi/jibri:stable-10532\"") == wrong(nil, "stable-10532"))
    #expect(
      try check("image: \"jitsi/jibri:${OTHER:-stable-10532}\"") == wrong(nil, "stable-10532"))
    #expect(try check("image: jitsi/jibri") == wrong("latest", "latest"))
    #expect(try check("image: \"jitsi/jibri@sha256:00\"") == wrong("@sha256:00", "@sha256:00"))
    #expect(try check("image: \"${IMAGE:?}/jibri:\(Self.tag)\"").count == 1)
  }

  @Test("is not held by a build whose base is another release's")
  func builds() throws {
    #expect(try check("build: ./jibri") == wrong("latest", "latest"))
    #expect(
      try check("build: {context: ./jibri, args: {BASE_TAG: stable-10532}}")
        == wrong(nil, "stable-10532"))
    #expect(
      try check("build: {context: ./jibri, args: {OTHER: \"\(Self.tag)\"}}")
        == wrong("latest", "latest"))
    #expect(
      try check(Self.build, "FROM jitsi/base-java:unstable\n") == wrong("unstable", "unstable"))
    #expect(try check(Self.build, "FROM jitsi/base-java\n") == wrong("latest", "latest"))
    #expect(
      try check(Self.build, "FROM jitsi/base-java:${BASE_TAG}\nARG BASE_TAG\n") == wrong("", ""))
    #expect(
      try check(Self.build, "ARG BASE_TAG\nFROM jitsi/base-java:unstable AS one\nFROM one\n")
        == wrong("unstable", "unstable"))
  }

  @Test("is not held by a build beside an image that is pinned")
  func both() throws {
    #expect(
      try check("image: \"jitsi/jibri:\(Self.tag)\", build: ./jibri") == wrong("latest", "latest"))
  }

  @Test("looks at what an included file builds beside itself")
  func included() throws {
    let files = [
      "c.yml": "include: [ops/o.yml]\nservices:\n  web: {image: \"jitsi/web:\(Self.tag)\"}\n",
      "ops/o.yml": "services:\n  jibri: {build: ./image}\n", "ops/image/Dockerfile": "FROM a\n",
    ]
    let check = { files in
      try violations(
        of: "pinned: {variable: VERSION}", in: files, upstream: Self.upstream,
        release: "stable-10532")
    }
    #expect(try check(files) == [])
    #expect(try check(files.with(["ops/image/Dockerfile": "FROM jitsi/base-java:x\n"])).count == 2)
  }

  @Test("is not held where the build cannot be looked at, or nothing is upstream's")
  func missing() throws {
    #expect(
      try check("build: ./jibri", nil)
        == ["service jibri in c.yml: jibri/Dockerfile is not among the generated files"])
    for context in ["https://github.com/o/jibri.git#main", "git@github.com:o/jibri.git"] {
      #expect(
        try check("build: \"\(context)\"") == [
          "service jibri in c.yml: `\(context)` is no folder of the deployment: what it builds on is unknown"
        ])
      #expect(
        try check("build: {context: \"\(context)\", dockerfile: Dockerfile}").count == 1)
    }
    let foreign = ["c.yml": "services:\n  a: {image: redis}\n"]
    #expect(
      try violations(of: "pinned: {variable: VERSION}", in: foreign, upstream: Self.upstream)
        == ["no service has an image of upstream's"])
  }
}
