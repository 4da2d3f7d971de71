import DemoUpstream
import Foundation

extension Tool {
  /// Makes the demo's upstream as `upstream.git`, a patch set of one patch, and an empty deployment.
  func prepare() throws {
    try DemoUpstream.create(bareAt: folder.appending(path: "upstream.git").path)
    try write(
      """
      format: 1
      name: small
      upstream: {url: "https://upstream.example/meet.git", releases: "stable-*"}
      deployment:
        directory: confomeet
        include: ["*.yml", env.example, "jibri/**", "jicofo/**", "log-analyser/**", "rtcstats/**"]
      patches: [network]

      """, to: "patches/patchset.yaml")
    try write(
      """
      id: network
      title: The network is named ours
      reason: |
        Our own services
        join it.

        It can go when they don't.
      operations:
        - compose.rename-network: {from: meet.jitsi, to: ours, expect: at-least-one}
      guarantees:
        - network:
            name: ours
            replaces: meet.jitsi

      """, to: "patches/network/patch.yaml")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "deployment"), withIntermediateDirectories: true)
  }

  /// Writes a file in the folder, and the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A file's text; `nil` when it is not there.
  func read(_ path: String) -> String? {
    (try? Data(contentsOf: folder.appending(path: path))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The process whose number is in a file.
  func processID(in path: String) -> pid_t? {
    read(path).flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// The names in a folder; none when it is not there.
  func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)) ?? [])
      .sorted()
  }
}

/// Gives a test a command whose folder has an upstream, a patch set and a deployment.
func withDeployment<Value>(
  _ environment: [String: String] = [:], _ body: (Tool) throws -> Value
) throws -> Value {
  try withTool(["CONFOMEET_UPSTREAM": "upstream.git"].merging(environment) { $1 }) { tool in
    try tool.prepare()
    return try body(tool)
  }
}
