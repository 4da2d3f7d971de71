import GitKit
import TestSupport
import Testing
import UpgradeKit

/// What Compose refuses; the model says why and where.
@Suite struct ModelRefusalTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let compose: String
    var environment = ""
    /// A part of the message.
    let message: String
    /// The text that the place points at; `nil` when there is none.
    var place: String?

    var testDescription: String { compose }

    /// A service `a` with an image and a line of its own.
    init(_ line: String, env environment: String = "", _ message: String, at place: String? = nil) {
      self.init(
        whole: "services:\n  a:\n    image: x\n    \(line)\n", env: environment, message, at: place)
    }

    init(
      whole compose: String, env environment: String = "", _ message: String,
      at place: String? = nil
    ) {
      (self.compose, self.environment) = (compose, environment)
      (self.message, self.place) = (message, place)
    }
  }

  static let all: [Refusal] = [
    Refusal("labels: ['a=${}']", "no use of a variable", at: "'a=${}'"),
    Refusal("labels: ['a=${ S }']", "no use of a variable", at: "'a=${"),
    Refusal("labels: ['a=${X=d}']", "no use of a variable", at: "'a=${"),
    Refusal("labels: ['a=${1A}']", "no use of a variable", at: "'a=${"),
    Refusal("labels: ['a=${U?}']", "`U` is required", at: "'a=${"),
    Refusal("labels: ['a=${E:?no}']", env: "E=\n", "`E` is required: no", at: "'a=${"),
    Refusal("environment: {A: 2024-01-01}", "a date must be quoted", at: "2024"),
    Refusal("read_only: ${U}", "`read_only` must be a boolean", at: "${U}"),
    Refusal("read_only: ${X}", env: "X=f\n", "`read_only` must be a boolean", at: "${X}"),
    Refusal("scale: ${X}", env: "X=two\n", "`scale` must be an integer", at: "${X}"),
    Refusal("image: y", "image", at: "image: y"),
    Refusal("networks: [n]", "undeclared network `n`", at: "n]"),
    Refusal("depends_on: [b]", "depends on `b`", at: "b]"),
    Refusal("extends: b", "`b` is not in", at: "b\n"),
    Refusal("env_file: nope", "nope does not exist", at: "nope"),
    Refusal("volumes: ['aa::/b']", "a mount is", at: "'aa::"),
    Refusal("volumes: ['${C}/w:/w']", env: "C=cfg\n", "undeclared volume `cfg/w`", at: "'${C}"),
    Refusal("ports: ['8000-8001:80-82']", "a port is", at: "'8000"),
    Refusal("ports: ['host:80:80']", "a port is", at: "'host"),
    Refusal("ports: ['70000:1']", "a port is", at: "'70000"),
    Refusal("ports: [':/udp']", "a port is", at: "':/udp"),
    Refusal("network_mode: host\n    networks: [n]\nnetworks: {n: }", "both", at: "image: x"),
    Refusal("environment: [A]", env: "A=\"open\n", "quote has no end", at: nil),
    Refusal("environment: [A]", env: "A B=1\n", "is no variable", at: nil),
    Refusal(whole: "services: {a: {labels: [x]}}\n", "neither `image` nor `build`", at: "{labels"),
    Refusal(whole: "services: {a: {image: '${U}'}}\n", "image of service `a` is empty", at: "'$"),
    Refusal("restarts: always", "`services.a` has no key `restarts`", at: "always"),
    Refusal("ports:", "`services.a.ports` must be a list"),
    Refusal("labels:", "must be a list or a mapping"),
    Refusal("ports: 80", "`ports` is a list", at: "80"),
    Refusal("user: 1000", "`services.a.user` must be a string", at: "1000"),
    Refusal("restart: false", "`services.a.restart` must be a string", at: "false"),
    Refusal("healthcheck: {interval: 5}", "`services.a.healthcheck.interval` must be", at: "5}"),
    Refusal("logging: {options: [a]}", "must be a mapping", at: "[a]"),
    Refusal(whole: "services: {a: {image: x}}\nvolumes:\n", "`volumes` must be a mapping"),
    Refusal("build: {contexts: .}", "`services.a.build` has no key `contexts`", at: ".}"),
    Refusal("logging: {drivers: x}", "has no key `drivers`", at: "x}"),
    Refusal("ports: [{target: 80, publish: 1}]", "has no key `publish`", at: "1}"),
    Refusal(
      "networks: {n: {alias: [x]}}\nnetworks: {n: }", "has no key `alias`", at: "[x]"),
    Refusal(
      whole: "services: {a: {image: x}}\nnetworks: {n: {names: m}}\n",
      "`networks.n` has no key `names`", at: "m}"),
    Refusal(
      whole: "services: {a: {image: x}}\nservice: {}\n", "a compose file has no key `service`",
      at: "{}\n"),
    Refusal(
      whole: "services: {a: {image: x}}\n---\nservices: {a: {images: y}}\n",
      "has no key `images`", at: "y}}"),
    Refusal(
      whole: "services: {a: {image: x}}\n---\n", "a compose file is a mapping"),
    Refusal(whole: "services: [a]\n", "`services` is a mapping", at: "[a]"),
    Refusal(whole: "- a\n", "a compose file is a mapping", at: "- a"),
    Refusal(whole: "include: [no.yml]\nservices: {a: {image: x}}\n", "no.yml does not exist"),
    Refusal(
      whole: "include: [docker-compose.yml]\nservices: {a: {image: x}}\n", "includes itself"),
    Refusal(
      whole: "services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: a}\n",
      "extends itself", at: "b}\n  b"),
    Refusal(
      whole: "services:\n  a: {image: x, depends_on: [b]}\n  b: {image: y, profiles: [p]}\n",
      "depends on `b`, which does not run", at: "b]}"),
    Refusal(
      whole: "services: {a: {image: x}}\n", env: "COMPOSE_PROJECT_NAME=Upper\n",
      "COMPOSE_PROJECT_NAME"),
    Refusal(whole: "services: {a: {image: x}}\n", env: "COMPOSE_FILE=a.yml:\n", "empty name"),
  ]

  private func folder(of refusal: Refusal) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(refusal.compose, to: "docker-compose.yml")
    if !refusal.environment.isEmpty { try folder.write(refusal.environment, to: ".env") }
    return folder
  }

  @Test(arguments: all)
  func isRefusedWithItsPlace(_ refusal: Refusal) throws {
    let folder = try folder(of: refusal)
    do throws(ComposeProblem) {
      _ = try ComposeProject(in: "", of: ComposeFiles(below: folder.path))
      Issue.record("was read")
    } catch {
      #expect(error.kind == .refused)
      #expect(error.message.contains(refusal.message), "\(error.message)")
      guard let place = refusal.place else { return }
      let offset = try #require(error.offset)
      let rest = String(decoding: refusal.compose.utf8.dropFirst(offset), as: UTF8.self)
      #expect(rest.hasPrefix(place), "\(rest)")
    }
  }

  @Test(
    .enabled(
      if: ComposeProgram.path != nil, "set CONFOMEET_TEST_COMPOSE to Compose 2.40's program"),
    arguments: all)
  func composeRefusesIt(_ refusal: Refusal) throws {
    let folder = try folder(of: refusal)
    #expect(try ComposeProgram.config(in: folder.path, files: []) == nil)
  }

  @Test(arguments: [
    ("include: [../other.yml]\nservices: {a: {image: x}}\n", "", "outside of the deployment"),
    ("services: {a: {image: x, env_file: /etc/x.env}}\n", "", "outside of the deployment"),
    ("services: {a: {image: x}}\n", "COMPOSE_FILE=../x.yml\n", "outside of the deployment"),
  ])
  func whatIsOutsideIsUnknown(compose: String, environment: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(compose, to: "docker-compose.yml")
    try folder.write(environment, to: ".env")
    do throws(ComposeProblem) {
      _ = try ComposeProject(in: "", of: ComposeFiles(below: folder.path))
      Issue.record("was read")
    } catch {
      #expect(error.kind == .unknown)
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  @Test func whatIsRefusedInAnEnvFileHasItsPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("services: {a: {image: x}}\n", to: "docker-compose.yml")
    try folder.write("A=1\nB=\"1 ${A\"\n", to: ".env")
    do throws(ComposeProblem) {
      _ = try ComposeProject(in: "", of: ComposeFiles(below: folder.path))
      Issue.record("was read")
    } catch {
      #expect(error.file?.text == ".env")
      #expect(error.offset == 6)
    }
  }

  @Test func interpolationIsBounded() throws {
    let folder = try TemporaryFolder()
    let value = String(repeating: "x", count: 100_000)
    let labels = (0..<100).map { "      - l\($0)=${V}\n" }.joined()
    try folder.write("V=\(value)\n", to: ".env")
    try folder.write(
      "services:\n  a:\n    image: x\n    labels:\n\(labels)", to: "docker-compose.yml")
    #expect(throws: ComposeProblem.self) {
      try ComposeProject(in: "", of: ComposeFiles(below: folder.path))
    }
  }
}
