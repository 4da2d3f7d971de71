import PatchKit
import Testing

@Suite("service")
struct ServiceGuaranteeTests {
  private func check(_ guarantee: String, _ service: String) throws -> [String] {
    try violations(
      of: "service: {name: jvb, \(guarantee)}",
      in: ["docker-compose.yml": "services:\n  jvb:\n    image: j\n    \(service)\n"],
      upstream: [:])
  }

  @Test(
    "is held by a service with the key and the value",
    arguments: [
      ("has: []", "user: a"), ("has: [healthcheck]", "healthcheck: {test: [a]}"),
      ("has: [healthcheck, test]", "healthcheck: {test: [a]}"),
      ("has: [healthcheck, interval], equals: 10s", "healthcheck: {interval: 10s}"),
      ("has: [restart], equals: \"no\"", "restart: \"no\""),
      ("has: [restart], equals: always", "restart: ${RESTART:-always}"),
      ("has: [ports]", "ports: [\"80:80\"]"),
    ])
  func held(_ guarantee: String, _ service: String) throws {
    #expect(try check(guarantee, service) == [])
  }

  @Test(
    "is not held without the key, with another value, or by a health check that is disabled",
    arguments: [
      ("has: [healthcheck]", "user: a", "service jvb in docker-compose.yml has no healthcheck"),
      (
        "has: [healthcheck]", "healthcheck: {test: [a], disable: true}",
        "service jvb in docker-compose.yml has no healthcheck"
      ),
      (
        "has: [restart], equals: always", "restart: \"no\"", "restart of service jvb has `no`"
      ),
      (
        "has: [ports], equals: a", "ports: [\"80:80\"]",
        "ports of service jvb has no single value"
      ),
    ])
  func failing(_ guarantee: String, _ service: String, _ violation: String) throws {
    #expect(try check(guarantee, service) == [violation])
  }

  @Test("is not held without the service")
  func missing() throws {
    #expect(
      try violations(
        of: "service: {name: jvb}", in: ["docker-compose.yml": "services: {web: {image: w}}\n"],
        upstream: [:]) == ["no compose file has a service jvb"])
  }
}
