/// A deployment's compose files and `.env`, edited at random the way people edit them.
package struct RandomDeployment {
  /// The files, by path from the folder of docker-compose.yml.
  package private(set) var files: [String: String]
  /// What was done, in order.
  package private(set) var edits: [String] = []
  private var random: SeededGenerator

  private static let main = "docker-compose.yml"
  private static let override = "docker-compose.override.yml"

  /// Begins with the files of a deployment.
  package init(_ files: [String: String], seed: UInt64) {
    self.files = files
    random = SeededGenerator(seed: seed)
    write(".env", Self.passwords)
  }

  /// Makes a few edits.
  package mutating func edit() {
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      guard let (name, edit) = Self.kinds.randomElement(using: &random) else { return }
      let before = files
      edit(&self)
      if files != before { edits.append(name) }
    }
  }

  private static let kinds: [(String, @Sendable (inout RandomDeployment) -> Void)] = [
    ("own variable", { $0.passOwnVariable() }), ("literal value", { $0.makeLiteral() }),
    ("renamed service", { $0.renameService() }), ("dropped service", { $0.dropService() }),
    ("dropped file", { $0.dropFile() }), ("fixed variable", { $0.fixVariable() }),
    ("own service", { $0.addService() }), ("reset ports", { $0.resetPorts() }),
    ("unknown names", { $0.setUnknownNames() }), ("known names", { $0.setKnownNames() }),
    ("unset name", { $0.unsetName() }), ("named files", { $0.nameFiles() }),
    ("whole .env", { $0.passAll() }), ("another registry", { $0.moveRegistry() }),
    ("profile", { $0.addProfile() }), ("secret", { $0.addSecret() }),
    ("copied service", { $0.copyService() }), ("build argument", { $0.buildOwn() }),
    ("renamed variable", { $0.passUnderAnotherName() }), ("own command", { $0.readInCommand() }),
    ("old names", { $0.setOldNames() }),
  ]

  private static let passwords = """
    CONFIG=/srv/j
    HTTP_PORT=8000
    HTTPS_PORT=8443
    TZ=UTC
    PUBLIC_URL=https://meet.example.com
    JICOFO_AUTH_PASSWORD=aa1
    JVB_AUTH_PASSWORD=aa2
    JIBRI_RECORDER_PASSWORD=aa3
    JIBRI_XMPP_PASSWORD=aa4
    JIGASI_XMPP_PASSWORD=aa5

    """
}

// MARK: - Parts of the files

extension RandomDeployment {
  private mutating func write(_ path: String, _ text: String) { files[path] = text }

  private mutating func append(_ text: String, to path: String) { files[path, default: ""] += text }

  private mutating func replace(_ old: String, with new: String, in path: String = main) {
    files[path] = files[path]?.replacing(old, with: new)
  }

  /// A word of four letters that no file has.
  private mutating func word() -> String {
    "OWN_" + String((0..<4).map { _ in "BCDFGHJK".randomElement(using: &random) ?? "X" })
  }

  /// The names of the services of docker-compose.yml.
  private var services: [String] {
    var isInside = false
    return (files[Self.main] ?? "").split(separator: "\n").compactMap { line in
      if !line.hasPrefix(" "), !line.hasPrefix("#") { isInside = line.hasPrefix("services:") }
      guard isInside, line.hasPrefix("    "), line.dropFirst(4).first?.isLetter == true,
        line.hasSuffix(":")
      else { return nil }
      return String(line.dropFirst(4).dropLast())
    }
  }

  /// The variables that docker-compose.yml passes on by their names.
  private var passed: [String] {
    (files[Self.main] ?? "").split(separator: "\n").compactMap { line in
      guard line.hasPrefix("            - ") else { return nil }
      let name = line.dropFirst(14)
      return !name.isEmpty && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
        ? String(name) : nil
    }
  }

  /// Adds to a service of the override file.
  private mutating func overrideService(_ service: String, _ lines: String) {
    // Each service once: a second one of its name would be refused.
    let text = files[Self.override] ?? "services:\n"
    guard !text.contains("\n  \(service):\n") else { return }
    write(
      Self.override,
      text.replacing("services:\n", with: "services:\n  \(service):\n\(lines)", maxReplacements: 1))
  }
}

// MARK: - Edits

extension RandomDeployment {
  private mutating func passOwnVariable() {
    guard let near = passed.randomElement(using: &random) else { return }
    let name = word()
    replace("            - \(near)\n", with: "            - \(near)\n            - \(name)\n")
    if Bool.random(using: &random) { append("\(name)=x\n", to: ".env") }
  }

  private mutating func makeLiteral() {
    guard
      let (old, new) = [
        ("'${HTTP_PORT}:", "'8000:"), ("'${HTTPS_PORT}:", "'8443:"), ("${CONFIG}/", "/srv/own/"),
        ("${RESTART_POLICY:-unless-stopped}", "always"),
      ].randomElement(using: &random)
    else { return }
    replace(old, with: new)
  }

  private mutating func renameService() {
    guard let service = services.randomElement(using: &random) else { return }
    replace("\n    \(service):\n", with: "\n    own-\(service):\n")
    replace("            - \(service)\n", with: "            - own-\(service)\n")
  }

  private mutating func dropService() {
    guard let service = services.randomElement(using: &random),
      var text = files[Self.main], let start = text.firstRange(of: "\n    \(service):\n")
    else { return }
    let rest = text[start.upperBound...]
    var end = rest.startIndex
    for line in rest.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.isEmpty || line.hasPrefix("     ") else { break }
      end = rest.index(line.endIndex, offsetBy: 1, limitedBy: rest.endIndex) ?? rest.endIndex
    }
    text.removeSubrange(text.index(after: start.lowerBound)..<end)
    write(Self.main, text)
    replace("            - \(service)\n", with: "")
    replace("        depends_on:\n", with: "        x-depends-on:\n")
  }

  private mutating func dropFile() {
    let further = files.keys.filter { $0.hasSuffix(".yml") && $0 != Self.main && !$0.contains("/") }
    guard let path = further.sorted().randomElement(using: &random) else { return }
    files[path] = nil
  }

  private mutating func fixVariable() {
    guard let service = services.randomElement(using: &random),
      let name = passed.randomElement(using: &random)
    else { return }
    overrideService(service, "    environment:\n      \(name): fixed\n")
    append("\(name)=x\n", to: ".env")
  }

  private mutating func addService() {
    let name = word()
    overrideService(
      "own-proxy", "    image: traefik:v3\n    environment:\n      - TOKEN=${\(name)}\n")
    if Bool.random(using: &random) { append("\(name)=x\n", to: ".env") }
  }

  private mutating func resetPorts() {
    overrideService(
      "web",
      Bool.random(using: &random)
        ? "    ports: !reset []\n" : "    ports: !override ['${\(word()):-9000}:80']\n")
  }

  private mutating func setUnknownNames() {
    append("\(word())=x\n\(word())=${CONFIG}/x\nCOMPOSE_HTTP_TIMEOUT=100\n", to: ".env")
  }

  private mutating func setKnownNames() {
    for name in passed.shuffled(using: &random).prefix(4) { append("\(name)=1\n", to: ".env") }
  }

  private mutating func setOldNames() {
    append("XMPP_RECORDER_DOMAIN=recorder.meet.jitsi\nDOCKER_HOST_ADDRESS=192.0.2.1\n", to: ".env")
    append("JIBRI_PENDING_TIMEOUT=90\nETHERPAD_TITLE=x\nJIGASI_SIP_URI=x\n", to: ".env")
  }

  private mutating func unsetName() {
    let lines = (files[".env"] ?? "").split(separator: "\n")
    guard let line = lines.randomElement(using: &random) else { return }
    write(".env", lines.filter { $0 != line }.joined(separator: "\n") + "\n")
  }

  private mutating func nameFiles() {
    let further = files.keys.filter { $0.hasSuffix(".yml") && !$0.contains("/") && $0 != Self.main }
      .sorted().shuffled(using: &random).prefix(2)
    append("COMPOSE_FILE=\(([Self.main] + further).joined(separator: ":"))\n", to: ".env")
  }

  private mutating func passAll() {
    overrideService("own-backup", "    image: alpine:3\n    env_file: .env\n")
  }

  private mutating func moveRegistry() {
    replace("image: jitsi/", with: "image: registry.example.com/jitsi/")
    replace("ghcr.io/jitsi", with: "registry.example.com/jitsi")
  }

  private mutating func addProfile() {
    let name = word()
    overrideService(
      "own-tool",
      "    image: redis:7\n    profiles: [tools]\n    environment: [\(name), A=${\(word())}]\n")
    append("\(name)=x\n", to: ".env")
    if Bool.random(using: &random) { append("COMPOSE_PROFILES=tools\n", to: ".env") }
  }

  private mutating func addSecret() {
    let name = word()
    append("\(name)=x\n", to: ".env")
    guard files[Self.override]?.contains("secrets:") != true else { return }
    overrideService("own-vault", "    image: vault:1\n    secrets: [own]\n")
    append("secrets:\n  own: {environment: \(name)}\n", to: Self.override)
  }

  private mutating func copyService() {
    guard let service = services.randomElement(using: &random) else { return }
    overrideService(
      "own-copy",
      "    extends: {file: docker-compose.yml, service: \(service)}\n    ports: !reset []\n")
  }

  private mutating func buildOwn() {
    let name = word()
    overrideService(
      "own-build", "    build:\n      context: ./own\n      args: [\(name), B=${\(name)_B:-1}]\n")
    write("own/Dockerfile", "FROM alpine:3\nARG \(name)\n")
    append("\(name)=x\n", to: ".env")
  }

  private mutating func passUnderAnotherName() {
    guard let service = services.randomElement(using: &random),
      let name = passed.randomElement(using: &random)
    else { return }
    let own = word()
    overrideService(service, "    environment:\n      - \(name)=${\(own)}\n")
    append("\(own)=x\n\(name)=y\n", to: ".env")
  }

  private mutating func readInCommand() {
    let name = word()
    overrideService(
      "web", "    environment: [\(name)]\n    command: ['sh', '-c', 'echo $$\(name)']\n")
    append("\(name)=x\n", to: ".env")
  }
}
