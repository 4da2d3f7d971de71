import PatchKit
import Testing

@Suite("standalone")
struct StandaloneGuaranteeTests {
  private func check(_ compose: String) throws -> [String] {
    try violations(
      of: "standalone: {file: jibri.yml}",
      in: ["jibri.yml": compose, "docker-compose.yml": "services: {jicofo: {image: j}}\n"],
      upstream: [:])
  }

  @Test("is held by a file that has all that its services name")
  func held() throws {
    #expect(
      try check(
        """
        services:
          jibri:
            depends_on: [xorg]
            networks: {ournet: null}
            volumes: ["./a:/a", "${CONFIG}/b:/b", "~/c:/c", "cache:/d", "/e"]
          xorg:
            networks: [default]
        networks: {ournet: null}
        volumes: {cache: null}
        """) == [])
  }

  @Test(
    "is not held when a service names what is not in the file",
    arguments: [
      (
        "networks: [ournet]",
        "service jibri is attached to ournet, which jibri.yml does not declare"
      ),
      (
        "volumes: [\"cache:/d\"]",
        "service jibri mounts volume cache, which jibri.yml does not declare"
      ),
      ("depends_on: [jicofo]", "service jibri depends on jicofo, which is not in jibri.yml"),
      (
        "depends_on: {jicofo: {condition: service_started, required: false}}",
        "service jibri depends on jicofo, which is not in jibri.yml"
      ),
    ])
  func missing(_ line: String, _ violation: String) throws {
    #expect(try check("services:\n  jibri:\n    image: i\n    \(line)\n") == [violation])
  }

  @Test("is not held when the network has to be there already")
  func external() throws {
    #expect(
      try check(
        "services: {jibri: {networks: [ournet]}}\nnetworks: {ournet: {external: true}}\n") == [
          "service jibri is attached to ournet, which is external"
        ])
  }

  @Test("is not held without the file")
  func absent() throws {
    #expect(
      try violations(of: "standalone: {file: jibri.yml}", in: [:], upstream: [:]) == [
        "jibri.yml is not among the generated compose files"
      ])
  }
}
