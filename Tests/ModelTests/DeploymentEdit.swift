import TestSupport
import Testing

/// Something that people do to a deployment's compose files.
struct DeploymentEdit: CustomTestStringConvertible, Sendable {
  let name: String
  /// The files that are run together afterwards.
  let files: [String]
  private let edit: @Sendable (inout [String: String]) -> Void

  var testDescription: String { name }

  /// Edits the files in a folder.
  func apply(in folder: TemporaryFolder) throws {
    var texts: [String: String] = [:]
    for name in ["docker-compose.yml", ".env"] { texts[name] = folder.read(name) }
    let before = texts
    edit(&texts)
    #expect(texts != before, "\(name) changes nothing")
    for (name, text) in texts { try folder.write(text, to: name) }
  }

  private init(
    _ name: String, files: [String] = ["docker-compose.yml"],
    _ edit: @escaping @Sendable (inout [String: String]) -> Void
  ) {
    (self.name, self.files, self.edit) = (name, files, edit)
  }

  /// Replaces a text of docker-compose.yml.
  private static func replacing(
    _ name: String, _ old: String, _ new: String
  ) -> DeploymentEdit {
    DeploymentEdit(name) { $0["docker-compose.yml"]?.replace(old, with: new) }
  }

  /// Adds a file that is run with docker-compose.yml.
  private static func beside(_ name: String, _ text: String) -> DeploymentEdit {
    DeploymentEdit(name, files: ["docker-compose.yml", "own.yml"]) { $0["own.yml"] = text }
  }

  static let all: [DeploymentEdit] = [
    replacing("literal port", "'${HTTP_PORT}:80", "'8080:80"),
    replacing("loopback", "- '${HTTP_PORT}:", "- '127.0.0.1:${HTTP_PORT}:"),
    replacing("literal folder", "${CONFIG}/web:/config:Z", "/srv/jitsi/web:/config:ro"),
    replacing("relative folder", "${CONFIG}/web:/config:Z", "./own/web:/config"),
    replacing("named volume", "${CONFIG}/web:/config:Z", "web-config:/config"),
    replacing("renamed network", "meet.jitsi:\n", "own-net:\n"),
    replacing(
      "own restart policy", "restart: ${RESTART_POLICY:-unless-stopped}", "restart: always"),
    replacing("literal variable", "- ENABLE_RECORDING\n", "- ENABLE_RECORDING=1\n"),
    DeploymentEdit("renamed services") { texts in
      for service in ["web", "prosody", "jicofo", "jvb"] {
        texts["docker-compose.yml"]?.replace(
          "\n    \(service):\n", with: "\n    jitsi-\(service):\n")
        texts["docker-compose.yml"]?.replace(
          "            - \(service)\n", with: "            - jitsi-\(service)\n")
      }
    },
    DeploymentEdit("anchors") { texts in
      let text = texts["docker-compose.yml"] ?? ""
      texts["docker-compose.yml"] =
        "x-own: &own\n    logging:\n        driver: syslog\n    security_opt: [no-new-privileges:true]\n"
        + text.replacing(
          "    # JVB\n", with: "    extra:\n        <<: *own\n        image: redis:7\n")
    },
    DeploymentEdit("profiles", files: ["docker-compose.yml", "own.yml"]) { texts in
      texts["own.yml"] = "services:\n  extra:\n    image: redis:7\n    profiles: [tools]\n"
      texts[".env", default: ""] += "\nCOMPOSE_PROFILES=tools\n"
    },
    DeploymentEdit("quotes in .env") { texts in
      texts[".env", default: ""] +=
        "\nTZ='Europe/Berlin'\nPUBLIC_URL=\"https://${TZ}\" # both\nCONFIG=~/own # here\n"
    },
    beside(
      "copied service",
      "services:\n  jvb2:\n    extends: {file: docker-compose.yml, service: jvb}\n    ports: !override ['10001:10000/udp']\n"
    ),
    beside(
      "override of lists",
      "services:\n  web:\n    ports: ['127.0.0.1:9000:80']\n    environment: [OWN=${TZ}]\n    volumes: ['./logo.png:/usr/share/jitsi-meet/images/logo.png:ro']\n"
    ),
    beside(
      "override of mappings",
      "services:\n  web:\n    environment: {OWN: 1, ENABLE_RECORDING: null, TZ: UTC}\n    labels: {traefik.enable: true}\n"
    ),
    beside(
      "reset of ports",
      "services:\n  web:\n    ports: !reset []\n    labels: ['traefik.http.services.web.loadbalancer.server.port=80']\n"
    ),
    beside(
      "second network",
      "services:\n  web:\n    networks: [proxy]\nnetworks:\n  proxy: {external: true}\n"),
    beside(
      "own build",
      "services:\n  prosody:\n    build: {context: ./prosody, args: {JITSI_REPO: own, BASE_TAG: '${TZ:-latest}'}}\n    image: own/prosody:1\n"
    ),
    beside(
      "sidecar",
      "services:\n  backup:\n    image: alpine:3\n    depends_on: {web: {condition: service_started}}\n    volumes_from: [web:ro]\n    env_file: .env\n"
    ),
    beside(
      "several documents",
      "services: {web: {labels: [a=b]}}\n---\nservices: {web: {labels: [a=c], ports: ['9:9']}}\n...\n"
    ),
    beside("included", "include: [more.yml]\nservices: {web: {labels: [a=b]}}\n").adding(
      "more.yml", "services: {more: {image: 'busybox:${TZ:-1}', network_mode: 'none'}}\n"),
  ]

  private func adding(_ file: String, _ text: String) -> DeploymentEdit {
    DeploymentEdit(name, files: files) { texts in
      edit(&texts)
      texts[file] = text
    }
  }
}
