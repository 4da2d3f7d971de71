import Findings
import GitKit
import PatchKit
import Testing

@Suite("compose.set")
struct ComposeSetTests {
  private static let compose = """
    # The conference

    services:
        web:
            image: web # the page
            ports:
                - '${HTTP_PORT}:80'
            environment:
                - PUBLIC_URL
                - TZ
            networks:
                meet.jitsi:
        # The bridge
        jvb:
            image: jvb
            # Always on
            restart: ${RESTART_POLICY:-unless-stopped}
            cap_add: [NET_ADMIN]
            depends_on:
                - prosody
            logging:
                driver: journald

    networks:
        meet.jitsi:

    """

  private func trial(_ keys: String, on text: String = compose) throws -> Trial {
    try Trial(
      "operations:\n  - compose.set: {file: docker-compose.yml, \(keys)}",
      on: ["docker-compose.yml": text])
  }

  private func set(_ keys: String, in text: String = compose) throws -> String? {
    let trial = try trial(keys, on: text)
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(trial.again() == (["already"], true), "\(keys)")
    return try trial.text("docker-compose.yml")
  }

  private func with(_ old: String, _ new: String) -> String {
    Self.compose.replacing(old, with: new)
  }

  @Test("writes a block of lines in the file's indentation, with the comments in it")
  func block() throws {
    let trial = try Trial(
      """
      operations:
        - compose.set:
            file: docker-compose.yml
            service: jvb
            path: [healthcheck]
            comment: Restarts a dead bridge
            value:
              test: [CMD, curl, -f, "http://localhost:8080/about/health"]
              # often
              interval: 10s
              start_period: 1m # slow
      """, on: ["docker-compose.yml": Self.compose])
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(
      try trial.text("docker-compose.yml")
        == with(
          "            driver: journald\n",
          """
                      driver: journald
                  # Restarts a dead bridge
                  healthcheck:
                      test: [CMD, curl, -f, "http://localhost:8080/about/health"]
                      # often
                      interval: 10s
                      start_period: 1m # slow

          """))
    #expect(trial.again() == (["already"], true))
  }

  @Test("replaces a value and keeps the comments around it")
  func replaced() throws {
    #expect(
      try set("service: web, path: [image], value: 'web:@release@'")
        == with("image: web #", "image: 'web:stable-9364-1' #"))
    #expect(
      try set("service: jvb, path: [restart], value: always")
        == with("restart: ${RESTART_POLICY:-unless-stopped}", "restart: always"))
    #expect(
      try set("service: jvb, path: [logging], value: {driver: none}")
        == with("journald", "none"))
    #expect(
      try set("service: jvb, path: [logging, driver], value: none") == with("journald", "none"))
  }

  @Test("writes items by what Compose knows them by, in the form that the list has")
  func items() throws {
    #expect(
      try set("service: web, path: [ports, 80/tcp], value: '8080:80'")
        == with("'${HTTP_PORT}:80'", "'8080:80'"))
    #expect(
      try set("service: web, path: [ports, 443/tcp], value: '8443:443'")
        == with("'${HTTP_PORT}:80'\n", "'${HTTP_PORT}:80'\n            - '8443:443'\n"))
    #expect(
      try set("service: web, path: [environment, LANG], value: C.UTF-8")
        == with("- TZ\n", "- TZ\n            - LANG=C.UTF-8\n"))
    #expect(
      try set("service: web, path: [environment, LANG], before: TZ, value: null")
        == with("- TZ\n", "- LANG\n            - TZ\n"))
    #expect(
      try set("service: web, path: [environment, TZ], value: UTC") == with("- TZ\n", "- TZ=UTC\n"))
    #expect(
      try set("service: web, path: [networks, proxy], value: null")
        == with(
          "            meet.jitsi:\n    #",
          "            meet.jitsi:\n            proxy:\n    #"))
    #expect(
      try set("service: jvb, path: [cap_add, SYS_ADMIN], value: SYS_ADMIN")
        == with("[NET_ADMIN]", "[NET_ADMIN, SYS_ADMIN]"))
    #expect(
      try set("service: jvb, path: [depends_on, web], value: null")
        == with("- prosody\n", "- prosody\n            - web\n"))
  }

  @Test("makes a mapping of a list of names, where more is to be said of one")
  func mapping() throws {
    #expect(
      try set("service: jvb, path: [depends_on, web], value: {condition: service_healthy}")
        == with(
          "            - prosody\n",
          """
                      prosody: {condition: service_started}
                      web: {condition: service_healthy}

          """))
    #expect(
      try set(
        "service: a, path: [networks, c], value: {aliases: [d]}",
        in: "services:\n  a:\n    networks: [b]\n")
        == "services:\n  a:\n    networks:\n      b:\n      c: {aliases: [d]}\n")
  }

  @Test("writes what is on the way, and in the usual form")
  func created() throws {
    #expect(
      try set(
        "service: jvb, path: [labels, a.b], value: c", in: "services:\n  jvb:\n    image: jvb\n")
        == "services:\n  jvb:\n    image: jvb\n    labels:\n      - a.b=c\n")
    #expect(
      try set(
        "service: jvb, path: [volumes, /x], value: './x:/x:ro'",
        in: "services:\n  jvb:\n    image: jvb\n")
        == "services:\n  jvb:\n    image: jvb\n    volumes:\n      - './x:/x:ro'\n")
    #expect(
      try set(
        "service: jvb, path: [deploy, resources, limits, memory], value: 1g",
        in: "services:\n  jvb:\n    image: jvb\n")
          == """
          services:
            jvb:
              image: jvb
              deploy:
                resources:
                  limits:
                    memory: 1g

          """)
    #expect(
      try set("path: [services, cache], value: {image: redis}")
        == with(
          "            driver: journald\n",
          "            driver: journald\n    cache: {image: redis}\n"))
    #expect(
      try set("path: [networks, proxy], value: {external: true}")
        == Self.compose + "    proxy: {external: true}\n")
    #expect(
      try set("path: [volumes, data], value: null") == Self.compose + "volumes:\n    data:\n")
    #expect(
      try set("path: [name], before: services, value: meet", in: "services:\n  a: {image: b}\n")
        == "name: meet\nservices:\n  a: {image: b}\n")
  }

  @Test("stands where it is told to")
  func places() throws {
    #expect(
      try set("service: jvb, path: [init], after: image, value: true")
        == with("image: jvb\n", "image: jvb\n        init: true\n"))
    #expect(
      try set("service: jvb, path: [init], before: restart, value: true")
        == with("        # Always on\n", "        init: true\n        # Always on\n"))
    // Where the neighbour is gone, as one that upstream renamed, the end does as well.
    #expect(
      try trial("service: jvb, path: [init], after: images, value: true").words == ["applied"])
  }

  @Test("says so when the value is there, in whatever form")
  func already() throws {
    for keys in [
      "service: web, path: [ports, 80/tcp], value: {target: 80, published: '${HTTP_PORT}'}",
      "service: jvb, path: [depends_on, prosody], value: {condition: service_started}",
      "service: jvb, path: [depends_on], value: {prosody: {condition: service_started}}",
      "service: web, path: [environment], value: {PUBLIC_URL: null, TZ: null}",
    ] {
      let trial = try trial(keys)
      #expect(trial.words == ["already"], "\(keys) \(trial.conflicts)")
      #expect(trial.workspace.files == trial.workspace.upstream)
    }
  }

  @Test("is a conflict where another value stands than may be")
  func before() throws {
    #expect(
      try set(
        "service: jvb, path: [restart], value: always, replaces: '${RESTART_POLICY:-unless-stopped}'"
      )
        == with("${RESTART_POLICY:-unless-stopped}", "always"))
    #expect(
      try trial("service: jvb, path: [restart], value: always, replaces: unless-stopped").conflicts
        == """
        U203: `services.jvb.restart` has another value than the one to replace, in docker-compose.yml
          --> patches/trial/patch.yaml:5:5
           |  - compose.set: {file: docker-compose.yml, service: jvb, path: [restart], value: always, replaces: unless-stopped}
          --> docker-compose.yml:17:9
           |  restart: ${RESTART_POLICY:-unless-stopped}
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    #expect(
      try trial("service: jvb, path: [restart], value: always, new: true").conflicts.hasPrefix(
        "U203: `services.jvb.restart` is there already, with another value, in docker-compose.yml\n"
      ))
    #expect(
      try trial("service: jvb, path: [init], value: true, replaces: false").conflicts.hasPrefix(
        "U203: there is no `services.jvb.init` to replace, in docker-compose.yml\n"))
    _ = try set("service: jvb, path: [init], value: true, new: true")
  }

  @Test(
    "is a conflict where something else would change",
    arguments: [
      ("service: jvbs, path: [init], value: true", nil, "U203: there is no service `jvbs`, but"),
      (
        "service: a, path: [command, x], value: y", "services:\n  a:\n    command: [x]\n",
        "U206: `services.a.command` is one value: set it whole"
      ),
      (
        "service: a, path: [ports, 81/tcp], value: '80:80'", "services:\n  a:\n    image: b\n",
        "U206: the value is not what `services.a.ports[81/tcp]` is known by"
      ),
      (
        "service: a, path: [environment, TZ], value: x",
        "services:\n  a:\n    environment:\n      - TZ\n      - TZ=UTC\n",
        "U203: `services.a.environment.TZ` is there more than once"
      ),
      (
        "path: [x-d, b], value: c",
        "x-d: &d {b: a}\nservices:\n  a:\n    image: b\n    logging: *d\n", "U206: "
      ),
    ] as [(String, String?, String)])
  func conflicts(_ keys: String, _ text: String?, _ start: String) throws {
    let trial = try trial(keys, on: text ?? Self.compose)
    #expect(trial.words == ["conflict"])
    #expect(trial.conflicts.hasPrefix(start), "\(trial.conflicts)")
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      "operations:\n  - compose.set: {file: jibri.yml, service: jvb, path: [init], value: true}",
      on: ["compose/jibri.yml": Self.compose],
      history: TrialHistory(moves: ["jibri.yml": "compose/jibri.yml"]))
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
    #expect(trial.again() == (["already"], true))
  }

  @Test("takes what Compose can read")
  func invalid() throws {
    func problem(_ keys: String) throws -> String {
      try problems(with: "operations:\n  - compose.set: {file: a.yml, \(keys)}")
    }
    #expect(try problem("path: [], value: 1").hasPrefix("P109: "))
    #expect(
      try problem("path: [services], value: 1").hasPrefix(
        "P109: `compose.set` takes the path of a part of a service, or of a service"))
    #expect(
      try problem("path: [name], value: '${A'").hasPrefix(
        "P109: `value` must be a value that Compose can read: "))
    #expect(try problem("path: [a], value: {b: &x 1}").hasPrefix("P101: an anchor must not stand"))
    #expect(
      try problem("path: [a], value: 1, replaces: 2, new: true").hasPrefix(
        "P109: `compose.set` takes either `replaces` or `new`"))
    #expect(
      try problem("path: [a], value: 1, before: b, after: c").hasPrefix(
        "P109: `compose.set` takes either `before` or `after`"))
  }
}
