import Editing
import Foundation
import TestSupport
import Testing

/// Whether upstream's config scripts, and those of the patch set, are followed as bash runs them.
@Suite("Scripts of images that are followed")
struct ShellUpstreamRunTests {
  /// What only a container can tell.
  static let unknownAtStart: Set<String> = [
    "AUTOSCALER_SIDECAR_INSTANCE_ID", "COLIBRI_WEBSOCKET_REGEX", "JIBRI_INSTANCE_ID",
    "JIBRI_VERSION", "JIGASI_INSTANCE_ID", "JIGASI_STATS_ID", "JIGASI_VERSION", "JVB_INSTANCE_ID",
    "JVB_VERSION", "JVB_WS_SERVER_ID_FALLBACK", "LOCAL_ADDRESS", "NGINX_RESOLVER",
    "SENTRY_RELEASE",
  ]

  @Test(
    "upstream's, of every supported release, with random environments", .tags(.random),
    .enabled(
      if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func upstream() throws {
    let files = try TextUpstream.files { path in
      (path.contains("/rootfs/etc/cont-init.d/")
        || path.hasSuffix("/rootfs/etc/s6-overlay/scripts/config"))
        && !path.hasSuffix(".gitkeep")
    }.filter { file in file.releases.contains { TextUpstream.number($0)[0] >= 7439 } }
    #expect(files.count > 40)
    var comparison = ShellComparison()
    for file in files {
      try comparison.compare(file.text.string, Self.jobs(of: file.text, 3))
    }
    try expect(comparison, scripts: files.count)
    #expect(Set(comparison.unknown.keys).subtracting(Self.unknownAtStart).isEmpty)
  }

  @Test(
    "the patch set's, with random environments", .tags(.random),
    arguments: ["s6-v1/11-awscli", "s6-v3/awscli"])
  func patchSet(_ name: String) throws {
    var repository = URL(filePath: #filePath)
    for _ in 0..<4 { repository.deleteLastPathComponent() }
    let path = repository.appending(path: "patches/jibri-s3/files/" + name)
    let text = SourceText(try String(contentsOf: path, encoding: .utf8))
    var comparison = ShellComparison()
    try comparison.compare(text.string, Self.jobs(of: text, 20))
    try expect(comparison, scripts: 1)
    #expect(comparison.unknown.isEmpty)
  }

  private func expect(_ comparison: ShellComparison, scripts: Int) throws {
    print(
      "\(scripts) scripts, \(comparison.runs) runs, \(comparison.renders) renders, "
        + "\(comparison.values) values; "
        + "unknown: \(comparison.unknown.sorted { $0.key < $1.key })")
    #expect(comparison.uncovered.isEmpty, "not covered")
    #expect(
      comparison.differences.isEmpty,
      "\(comparison.differences.count): \(comparison.differences.prefix(5).joined(separator: "\n\n"))"
    )
  }

  private static func jobs(of text: SourceText, _ count: UInt64) -> [BashSandbox.Job] {
    Seeds.plain(count).map { seed in
      var random = SeededGenerator(seed: seed &* 31 &+ UInt64(text.bytes.count))
      return job(of: text, &random)
    }
  }

  private static let values = [
    "", "1", "0", "true", "false", "yes", "TRUE", "a", "a b", "08", "0x1", "example.org", "client",
    "/config/key.pem", "/storage/none.pem",
  ]
  private static let paths = [
    "", "/config/key.pem", "/storage/none.pem", "/storage/new/folder",
    "/etc/jitsi/autoscaler-sidecar/asap.pem",
  ]
  private static let files = [
    "/config/custom-config.js", "/config/custom-interface_config.js", "/config/key.pem",
    "/config/nginx/custom-meet.conf", "/config/custom-logging.properties", "/etc/saslauthd.conf",
    "/etc/ldap/ldap.conf", "/config/keys/cert.crt", "/config/keys/cert.key",
    "/config/custom-sip-communicator.properties", "/etc/jitsi/autoscaler-sidecar/asap.pem",
    "/etc/jitsi/jibri/given", "/config/data/given", "/config/certs/meet.jitsi.crt",
    "/usr/share/zoneinfo/a", "/storage/acme.sh/acme.sh", "/config/acme.sh/acme.sh",
    "/storage/keys/cert.crt", "/storage/keys/cert.key", "/defaults/interface_config.js",
    "/defaults/conf.d/visitors.cfg.lua", "/home/jibri/given",
  ]

  private static func job(of text: SourceText, _ random: inout SeededGenerator) -> BashSandbox.Job {
    let words = text.string.matches(of: /== ?"?([A-Za-z0-9]{1,20})/).map { String($0.1) }
    let share = Double.random(in: 0.1...1, using: &random)
    var job = BashSandbox.Job()
    let reads = ShellScript(text).reads.filter { !$0.isAssigned }
    // Those that are read by what a loop goes over.
    let others = text.string.matches(of: /\bCONFOMEET_[A-Z0-9_]+/).map { String($0.0) }
    for name in Set(reads.map(\.name) + others).sorted() {
      // Without these, little is run.
      if name.hasSuffix("PASSWORD") || name == "DISPLAY" {
        if Int.random(in: 0..<12, using: &random) > 0 { job.environment[name] = "secret" }
      } else if Double.random(in: 0...1, using: &random) < share {
        let isWord = !words.isEmpty && Bool.random(using: &random)
        job.environment[name] = (isWord ? words : values).randomElement(using: &random)
        // Where a path that isn't absolute leads can't be known.
        if name.hasSuffix("_FILE") || name.hasSuffix("_DIR") || name.hasSuffix("_PATH") {
          job.environment[name] = paths.randomElement(using: &random)
        }
      }
    }
    job.files = files.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
    job.status = Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0
    job.output = Bool.random(using: &random) ? "10.0.0.1" : ""
    job.renderStatus = Int.random(in: 0..<6, using: &random) == 0 ? 2 : 0
    return job
  }
}
