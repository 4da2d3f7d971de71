import PatchKit
import Testing

@Suite("mount")
struct MountGuaranteeTests {
  private func check(
    _ volumes: String, files: [String: String] = ["plugins/README.md": ""], readOnly: Bool = true
  ) throws -> [String] {
    let compose = "services:\n  prosody:\n    volumes: [\(volumes)]\n"
    return try violations(
      of:
        "mount: {file: c.yml, service: prosody, target: /plugins, source: ./plugins, read-only: \(readOnly)}",
      in: files.with(["c.yml": compose]))
  }

  @Test("is held by either form")
  func held() throws {
    #expect(try check("a:/config, \"./plugins:/plugins/:ro,z\"") == [])
    #expect(try check("{type: bind, source: ./plugins, target: /plugins, read_only: true}") == [])
    #expect(try check("\"./plugins:/plugins\"", readOnly: false) == [])
  }

  @Test("is not held with another source, or with two mounts")
  func sources() throws {
    #expect(
      try check("\"${CONFIG}/plugins:/plugins:ro\"")
        == ["${CONFIG}/plugins is mounted at /plugins", "./plugins is mounted 0 times at /plugins"])
    #expect(try check("/plugins").first == "an anonymous volume is mounted at /plugins")
    #expect(
      try check("\"./plugins:/plugins:ro\", \"./plugins:/plugins/:ro\"")
        == ["./plugins is mounted 2 times at /plugins"])
    #expect(
      try check("\"./plugins:/plugins:ro\", \"b:/plugins\"") == ["b is mounted at /plugins"])
  }

  @Test("is not held when it can be written to")
  func writable() throws {
    #expect(try check("\"./plugins:/plugins:z\"") == ["it can be written to"])
    #expect(
      try check("{type: bind, source: ./plugins, target: /plugins, read_only: false}")
        == ["it can be written to"])
  }

  @Test("is not held without the folder, the service or the file")
  func missing() throws {
    #expect(
      try check("\"./plugins:/plugins:ro\"", files: [:])
        == ["plugins is not among the generated files"])
    let guarantee = "mount: {file: c.yml, service: prosody, target: /p, source: p}"
    #expect(
      try violations(of: guarantee, in: [:]) == ["c.yml is not among the generated compose files"])
    #expect(
      try violations(of: guarantee, in: ["c.yml": "services:\n  a: {}\n"])
        == ["c.yml has no service prosody"])
  }
}
