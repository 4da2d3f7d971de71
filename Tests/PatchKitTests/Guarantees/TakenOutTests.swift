import GitKit
import PatchKit
import Testing

@Suite("Guarantees for a deployment that people took something out of")
struct TakenOutTests {
  private static let original = [
    "a.yml": """
    services:
      jibri: {environment: [A], volumes: ["./x:/x"], networks: [old]}
      web: {networks: [old]}
    networks: {old: {}}

    """,
    "x/file": "", "jibri/rootfs/etc/cont-init.d/1": "", "jibri/Dockerfile": "RUN a\nRUN b\n",
  ]

  /// Whether a guarantee says nothing of files that were made of the original ones.
  private func isMoot(_ guarantee: String, in files: [String: String]) throws -> Bool {
    let stated = try #require(try patch("guarantees:\n  - \(guarantee)").guarantees.first)
    func subject(original: FileTree?) throws -> GuaranteeSubject {
      GuaranteeSubject(
        release: try #require(ReleaseName("stable-1")), upstream: try tree(Self.original),
        generated: try tree(files), original: original)
    }
    // What is generated always has to hold, whatever is missing.
    #expect(try !stated.guarantee.isMoot(for: subject(original: nil)))
    return try stated.guarantee.isMoot(for: subject(original: tree(Self.original)))
  }

  @Test(
    "say nothing of a service that is gone, and all of one that has changed",
    arguments: [
      "variable: {names: A, service: jibri}",
      "mount: {file: a.yml, service: jibri, target: /x, source: ./x}",
      "setting: {file: jibri/rootfs/x.conf, path: a.b, service: jibri, equals: c}",
    ])
  func services(guarantee: String) throws {
    let files = Self.original
    #expect(try isMoot(guarantee, in: files.changing("a.yml", "jibri:", to: "other:")))
    #expect(try isMoot(guarantee, in: files.without("a.yml")))
    #expect(try !isMoot(guarantee, in: files.changing("a.yml", "[A]", to: "[]")))
    #expect(try !isMoot(guarantee.replacing("jibri,", with: "never,"), in: files))
  }

  @Test(
    "say nothing of a file that is gone, and all of one that has changed",
    arguments: [
      ("file: {path: x/file, contains: text}", "x/file"),
      ("step-order: {file: jibri/Dockerfile, first: a, then: b}", "jibri/Dockerfile"),
      ("s6-service: {image: jibri, name: \"1\"}", "jibri/rootfs/etc/cont-init.d/1"),
    ])
  func files(guarantee: String, path: String) throws {
    #expect(try isMoot(guarantee, in: Self.original.without(path)))
    #expect(try !isMoot(guarantee, in: Self.original.with([path: "other"])))
  }

  @Test("look only at the services that are left on a network")
  func network() throws {
    let stated = try #require(
      try patch("guarantees:\n  - network: {name: new, replaces: old}").guarantees.first)
    let generated = Self.original.changing("a.yml", "old", to: "new")
    let subject = GuaranteeSubject(
      release: try #require(ReleaseName("stable-1")), upstream: try tree(Self.original),
      generated: try tree(generated.changing("a.yml", "  web: {networks: [new]}\n", to: "")),
      original: try tree(generated))
    #expect(stated.guarantee.check(subject).violations == [])
    let changed = GuaranteeSubject(
      release: try #require(ReleaseName("stable-1")), upstream: try tree(Self.original),
      generated: try tree(generated.changing("a.yml", "web: {networks: [new]}", to: "web: {}")),
      original: try tree(generated))
    #expect(
      stated.guarantee.check(changed).violations == ["service web in a.yml is not attached to new"])
  }
}
