import Editing
import Testing

@Suite(
  .enabled(
    if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EnvFileUpstreamTests {
  @Test func everyEnvExampleIsReadAndTakesAVariable() throws {
    for file in try TextUpstream.files(where: { $0.hasSuffix("env.example") }) {
      let env = try EnvFile(file.text)
      #expect(!env.entries.isEmpty)
      if file.path == "env.example" {
        let config = env["CONFIG"]
        #expect(config?.comment.isEmpty == false)
        #expect(env.entries.count > 40)
        // Names are capitals, and no prose was taken for a variable.
        #expect(env.entries.allSatisfy { $0.name == $0.name.uppercased() }, "\(file.releases)")
      }
      let outcome = try env.set(
        "CONFOMEET_NEW", to: "1", comment: "New", commentedOut: true, place: .section("ConfOMeet"))
      let result = try EnvFile(file.text.applying(outcome.edits))
      #expect(result.entries.map(\.name) == env.entries.map(\.name) + ["CONFOMEET_NEW"])
      #expect(result.entries.last?.comment == ["New"])
      #expect(result.sections.last?.title == "ConfOMeet")
    }
  }

  /// A line-wise search for `$NAME` and `${NAME` that ignores everything else finds about the same names.
  @Test func everyScriptIsRead() throws {
    let files = try TextUpstream.files {
      $0.contains("/rootfs/")
        && ($0.contains("cont-init.d/") || $0.contains("scripts/") || $0.hasSuffix("/run"))
    }
    #expect(files.count > 50)
    var names: Set<String> = []
    for file in files where file.text.bytes.starts(with: "#!".utf8) {
      let reads = ShellScript(file.text).reads
      for read in reads {
        #expect(file.text.bytes[read.offset] == UInt8(ascii: "$"))
      }
      names.formUnion(reads.filter { !$0.isAssigned }.map(\.name))
      if file.path.hasSuffix("jibri/rootfs/etc/cont-init.d/10-config") {
        #expect(
          reads.contains { $0.name == "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH" }, "\(file.releases)")
      }
    }
    for name in ["JIBRI_RECORDER_PASSWORD", "JICOFO_AUTH_PASSWORD", "AUTOSCALER_URL", "DISPLAY"] {
      #expect(names.contains(name))
    }
  }
}
